"""Registration only."""

from wagtail import hooks

from mitmachkarte.listing import initiative_listing

hooks.register("register_admin_viewset", lambda: initiative_listing)
