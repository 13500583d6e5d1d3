"""Open reports on the admin's first page, and the entry in its menu."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from inbox.models import BarrierCase

from .cases import may_answer

SHOWN = 5


class BarriersPanel(Component):
    """The most urgent open reports; nothing if none waits."""

    name = "barriers"
    order = 105  # above what waits without a deadline
    template_name = "inbox/barriers/panel.html"

    def get_context_data(self, parent_context: Mapping) -> dict:
        site = parent_context["request"].kommune.site
        waiting = BarrierCase.objects.for_site(site).open().most_urgent_first()
        return {"cases": list(waiting[:SHOWN])}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook for the first page."""
    if _may_answer(request):
        panels.append(BarriersPanel())


class _BarriersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _may_answer(request)


def menu_item() -> MenuItem:
    url = reverse("inbox_barriers:list")
    return _BarriersMenuItem(_("Barriers"), url, name="barriers", icon_name="warning", order=165)


def desk_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [path("barrieren/", include("inbox.barriers.urls"))]


def _may_answer(request: HttpRequest) -> bool:
    kommune = getattr(request, "kommune", None)
    return kommune is not None and may_answer(request.user, kommune)
