"""Pictures of the demo, for people to look at: `make screenshots` writes var/screenshots.

They are taken in every test run, because on the way each page shows its barriers and errors.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page

from home.demo.loading import load
from home.models import ContentPage
from kommunen.models import Kommune
from mitmachkarte.models import InitiativePage
from termintipps.models import EventPage
from tests.browser.conftest import NARROW, WIDE

pytestmark = pytest.mark.screenshots


@pytest.fixture
def demo_town(_served: int) -> Kommune:
    """The first town of the demo, served like the others and the centre."""
    load(_served, "geheim-genug", timezone.localdate())
    return Kommune.objects.towns().order_by("site__hostname").first()


def first(model: type[Page], town: Kommune) -> Page:
    return model.objects.descendant_of(town.site.root_page).live().order_by("path").first()


def views_of(town: Kommune) -> Iterator[tuple[str, str]]:
    """Name of the picture, and the address."""
    root = town.root_url
    yield "start", f"{root}/"
    yield "mitmachkarte", f"{root}/mitmachkarte/"
    yield "initiative", first(InitiativePage, town).full_url
    yield "termintipps", f"{root}/termintipps/"
    yield "monat", f"{root}/termintipps/?view=month"
    yield "termin", first(EventPage, town).full_url
    yield "inhalt", first(ContentPage, town).full_url
    yield "aktuelles", f"{root}/aktuelles/"
    yield "gut-zu-wissen", f"{root}/gut-zu-wissen/"
    yield "einbettung", f"{root}/einbetten/karte/"
    yield "zentrale", Kommune.objects.get(kind=Kommune.Kind.ZENTRALE).root_url + "/"


def test_what_citizens_and_editors_see(visitor, desk, demo_town, axe, screenshot):
    citizens_look(visitor, demo_town, axe, screenshot)
    editors_look(desk, demo_town, screenshot)


def citizens_look(visitor, demo_town, axe, screenshot):
    for viewport in (WIDE, NARROW):
        page = visitor(viewport=viewport)
        for name, address in views_of(demo_town):
            page.goto(address, wait_until="networkidle")
            screenshot(page, name)
            axe(page)


def editors_look(desk, demo_town, screenshot):
    editors = get_user_model().objects.filter(memberships__kommune=demo_town)
    editor = editors.get(memberships__role="redaktion")
    edited = first(ContentPage, demo_town)
    for viewport in (WIDE, NARROW):
        page = desk(demo_town, editor, viewport=viewport)
        page.goto(f"{demo_town.root_url}/admin/", wait_until="networkidle")
        screenshot(page, "schreibtisch")
        page.goto(f"{demo_town.root_url}/admin/pages/{edited.pk}/edit/", wait_until="networkidle")
        screenshot(page, "seite-bearbeiten")
