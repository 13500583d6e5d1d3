"""The panel on the admin's first page and the entry in its menu."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from inbox.submissions.decisions import may_look, waiting
from inbox.submissions.kinds import kind_of

SHOWN = 5


class WaitingPanel(Component):
    """The oldest tasks and how many there are; nothing if nothing waits."""

    name = "inbox"
    order = 110
    template_name = "inbox/desk/panel.html"

    def get_context_data(self, parent_context: Mapping) -> dict:
        kommune = parent_context["request"].kommune
        found = waiting(kommune)
        tasks = [{"submission": each, "label": kind_of(each).label} for each in found[:SHOWN]]
        return {"tasks": tasks, "count": found.count() if tasks else 0}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook for the first page."""
    if _may_look(request):
        panels.append(WaitingPanel())


class _InboxMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _may_look(request)


def menu_item() -> MenuItem:
    url = reverse("inbox_desk:list")
    return _InboxMenuItem(_("Sent in"), url, name="inbox", icon_name="mail", order=160)


def desk_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [path("eingang/", include("inbox.desk.urls"))]


def _may_look(request: HttpRequest) -> bool:
    kommune = getattr(request, "kommune", None)
    return kommune is not None and may_look(request.user, kommune)
