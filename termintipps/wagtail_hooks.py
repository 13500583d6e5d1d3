"""Registration only: the policies first, then the views."""

from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from kommunen.desk.policies import TenantPolicy
from termintipps.bulk import CancelDates, ChangeCategory, MarkConfirmed
from termintipps.closing import ClosureViewSet
from termintipps.listing import event_listing
from termintipps.models import Closure, Subscription
from termintipps.preview import urls as preview_urls
from termintipps.subscriptions.viewset import SubscriptionViewSet

for model, viewset in ((Closure, ClosureViewSet), (Subscription, SubscriptionViewSet)):
    register_permission_policy(model, TenantPolicy(model))
    register_snippet(viewset)
hooks.register("register_bulk_action", CancelDates)
hooks.register("register_bulk_action", ChangeCategory)
hooks.register("register_bulk_action", MarkConfirmed)
hooks.register("register_admin_urls", preview_urls)
hooks.register("register_admin_viewset", lambda: event_listing)
hooks.register(
    "register_admin_urls",
    lambda: [
        path("events/files/", include("termintipps.transfer.urls")),
        path("events/subscriptions/", include("termintipps.subscriptions.urls")),
    ],
)
