"""Ways to the pages about other towns: the menu, the first page, an entry's own buttons."""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from kommunen.sharing.entries import is_shareable
from kommunen.sharing.overview import waiting
from kommunen.sharing.permissions import may_decide, may_look


class _SharingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        kommune = getattr(request, "kommune", None)
        return kommune is not None and may_look(request.user, kommune)


def sharing_menu_item() -> MenuItem:
    url = reverse("kommunen_sharing:index")
    return _SharingMenuItem(
        gettext_lazy("Other towns"), url, name="other-towns", icon_name="globe", order=170
    )


def sharing_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [path("other-towns/", include("kommunen.sharing.urls"))]


class OffersPanel(Component):
    """How many offers of other towns wait; nothing if none does."""

    name = "offers"
    order = 115
    template_name = "kommunen/sharing/panel.html"

    def get_context_data(self, parent_context: Mapping) -> dict:
        return {"count": waiting(parent_context["request"].kommune)}


def add_offers_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook for the first page."""
    kommune = getattr(request, "kommune", None)
    if kommune is not None and may_decide(request.user, kommune):
        panels.append(OffersPanel())


def offer_button(page: Page, user, **kwargs) -> Iterator[Button]:
    """Wagtail's hook for what can be done with a page."""
    if page.live and is_shareable(page):
        url = reverse("kommunen_sharing:offer", args=[page.pk])
        yield Button(_("Show in other towns"), url=url, icon_name="globe", priority=70)
