"""Registration only."""

from django.urls import include, path
from wagtail import hooks

from mitmachkarte.bulk import ChangeCategory, MarkConfirmed
from mitmachkarte.listing import initiative_listing

hooks.register("register_admin_viewset", lambda: initiative_listing)
hooks.register(
    "register_admin_urls",
    lambda: [path("initiatives/files/", include("mitmachkarte.transfer.urls"))],
)
hooks.register("register_bulk_action", ChangeCategory)
hooks.register("register_bulk_action", MarkConfirmed)
