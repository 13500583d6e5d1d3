"""What came of a subscription: the last visit, its events, and a visit right now."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from kommunen.tenancy import kommune_for
from termintipps.models import EventOrigin, Subscription

from .visiting import visit

SHOWN = 50


class OfSubscription:
    """Finds the subscription in the town of the host; others do not exist."""

    needed = "view"

    @cached_property
    def subscription(self) -> Subscription:
        own = Subscription.objects.for_site(kommune_for(self.request).site)
        return get_object_or_404(own.select_related("state", "site"), pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        policy = policy_registry.get_by_type(Subscription)
        if not policy.user_has_permission_for_instance(
            request.user, self.needed, self.subscription
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ShowView(OfSubscription, WagtailAdminTemplateMixin, TemplateView):
    template_name = "termintipps/subscriptions/show.html"
    header_icon = "rotate"

    def get_page_title(self) -> str:
        return str(self.subscription)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailsnippets_termintipps_subscription:list"),
                "label": _("Subscribed calendars"),
            },
            {"url": "", "label": str(self.subscription)},
        ]

    def get_context_data(self, **kwargs) -> dict:
        policy = policy_registry.get_by_type(Subscription)
        origins = EventOrigin.objects.filter(subscription=self.subscription)
        origins = origins.select_related("event").order_by("-gone_at", "-event__start_date", "pk")
        return {
            **super().get_context_data(**kwargs),
            "subscription": self.subscription,
            "state": getattr(self.subscription, "state", None),
            "origins": Paginator(origins, SHOWN).get_page(self.request.GET.get("p")),
            "may_change": policy.user_has_permission_for_instance(
                self.request.user, "change", self.subscription
            ),
        }


class VisitView(OfSubscription, View):
    needed = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        state = visit(self.subscription, timezone.now())
        if state.error:
            messages.error(request, state.error)
        else:
            messages.success(request, state.counts or _("Nothing new."))
        return redirect("termintipps_subscriptions:show", pk)
