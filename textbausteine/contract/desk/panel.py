"""On the admin's first page and in its menu: changes that wait for a decision."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from textbausteine.contract.decisions import may_decide, may_look
from textbausteine.models import Improvement, Notice

SHOWN = 10


class ChangesPanel(Component):
    """For a town: changes of texts it uses, the urgent first. For the centre: proposals."""

    name = "text_changes"
    template_name = "textbausteine/contract/panel.html"
    order = 140

    def get_context_data(self, parent_context: Mapping) -> dict:
        kommune = parent_context["request"].kommune
        if kommune.is_central:
            waiting = Improvement.objects.waiting().select_related("source")
            return {"proposals": waiting[:SHOWN]}
        notices = Notice.objects.for_site(kommune.site).open().select_related("release__text")
        return {"notices": notices.urgent_first()[:SHOWN], "today": timezone.localdate()}


def add_changes(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook for the admin's first page."""
    if _is_open(request):
        panels.append(ChangesPanel())


class _ChangesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _is_open(request) and not request.kommune.is_central


class _SpreadMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _is_open(request) and request.kommune.is_central


def changes_item() -> MenuItem:
    url = reverse("textbausteine_contract:changes")
    name = "text-changes"
    return _ChangesMenuItem(_("Text changes"), url, name=name, icon_name="resubmit", order=255)


def spread_item() -> MenuItem:
    url = reverse("textbausteine_contract:spread")
    name = "text-spread"
    return _SpreadMenuItem(_("Text use"), url, name=name, icon_name="resubmit", order=255)


def contract_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [path("textbausteine/", include("textbausteine.contract.desk.urls"))]


def _is_open(request: HttpRequest) -> bool:
    kommune = getattr(request, "kommune", None)
    if kommune is None or not may_look(request.user):
        return False
    return not kommune.is_central or may_decide(request.user, kommune)
