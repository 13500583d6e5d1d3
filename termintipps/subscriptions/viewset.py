"""Subscriptions in the admin: kept like other rows of a town, with a page on what came of them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from kommunen.desk.snippets import TenantSnippetViewSet
from kommunen.desk.snippets.views import TenantEditView
from kommunen.models import Role
from kommunen.registry import RolePermission
from termintipps.models import Subscription

PERMISSIONS = [
    *(
        RolePermission(Role.FREIGABE, f"termintipps.{action}_subscription")
        for action in ("add", "change", "delete")
    ),
    RolePermission(Role.REDAKTION, "termintipps.view_subscription"),
]


class StateColumn(Column):
    """What came of the last visit, in one line."""

    def get_value(self, instance: Subscription) -> str:
        state = getattr(instance, "state", None)
        if state is None:
            return _("not asked yet")
        return state.error or state.counts or _("nothing new")


class SubscriptionEditView(TenantEditView):
    @property
    def header_more_buttons(self) -> list:
        url = reverse("termintipps_subscriptions:show", args=[self.object.pk])
        button = HeaderButton(_("What came of it"), url=url, icon_name="history", priority=10)
        return [*super().header_more_buttons, button]


class SubscriptionViewSet(TenantSnippetViewSet):
    model = Subscription
    icon = "rotate"
    menu_label = _("Subscribed calendars")
    menu_order = 162
    add_to_admin_menu = True
    edit_view_class = SubscriptionEditView
    list_display = ["name", "url", StateColumn("state", label=_("Last visit"))]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("state")
