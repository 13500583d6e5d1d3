"""School holidays in the admin, and what happens to series when they change."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, DateColumn

from kommunen.desk.snippets import TenantSnippetViewSet
from kommunen.models import Role
from kommunen.registry import RolePermission
from termintipps.limits import FIRST_DAY
from termintipps.models import CalendarEntry, Closure

PERMISSIONS = [
    RolePermission(role, f"termintipps.{action}_closure")
    for role in (Role.REDAKTION, Role.FREIGABE, Role.TEXTREDAKTION)
    for action in ("add", "change", "delete")
]


class ClosureViewSet(TenantSnippetViewSet):
    model = Closure
    icon = "calendar-alt"
    menu_label = _("Holidays")
    menu_order = 165
    add_to_admin_menu = True
    ordering = "-first_day"
    list_display = [
        "name",
        DateColumn("first_day", label=_("First day"), accessor="first_day"),
        DateColumn("last_day", label=_("Last day"), accessor="last_day"),
        BooleanColumn("is_central", label=_("Central"), width="12%"),
    ]


def replan(closure: Closure) -> None:
    """Have the series that heed holidays planned anew by the next `run_due`.

    A central row concerns every town, so this only marks them: one statement, however many.
    """
    heeding = Q(event__skips_school_holidays=True)
    if closure.site_id:
        heeding &= Q(event__occurrences__site=closure.site_id)
    keys = CalendarEntry.objects.filter(heeding).values("pk")
    CalendarEntry.objects.filter(pk__in=keys).update(planned_until=FIRST_DAY)
