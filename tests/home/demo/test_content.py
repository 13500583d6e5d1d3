"""What the demo holds: as much as the contract says, well placed, and marked as invented."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, WorkflowState

from home.demo.content import MARK, folders
from home.models import ContentPage, NewsPage
from kommunen.models import ContactPerson, Kommune
from mitmachkarte.models import InitiativePage
from termintipps.models import EventPage, Occurrence
from textbausteine.models import Textbaustein

HOSTS = [folder.tenant["host"] for folder in folders()]
TOWNS = [folder.tenant["host"] for folder in folders() if not folder.is_central]
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IMAGE = re.compile(r"<img\b[^>]*>")


def kommune_at(host: str) -> Kommune:
    return Kommune.objects.complete().get(site__hostname=host)


def pages_of(kommune: Kommune):
    return Page.objects.descendant_of(kommune.site.root_page, inclusive=True).live()


@pytest.mark.parametrize("host", TOWNS)
def test_each_town_is_filled(demo, host):
    kommune = kommune_at(host)
    root = kommune.site.root_page

    assert kommune.state == Kommune.State.LIVE
    assert InitiativePage.objects.live().descendant_of(root).count() >= 12
    events = EventPage.objects.live().descendant_of(root)
    assert events.count() >= 10
    assert events.exclude(rrule="").count() >= 4
    assert ContentPage.objects.live().descendant_of(root).count() >= 5
    assert NewsPage.objects.live().descendant_of(root).count() >= 3
    assert Textbaustein.objects.filter(site=kommune.site, live=True, adoption__isnull=False)


@pytest.mark.parametrize("host", TOWNS)
def test_initiatives_cover_all_kinds_and_some_have_no_place(demo, host):
    found = InitiativePage.objects.descendant_of(kommune_at(host).site.root_page)

    kinds = {category.kind for page in found for category in page.categories.all()}
    assert len(kinds) == 8
    assert found.filter(is_everywhere=True).exists()
    assert found.exclude(wanted="").exists()


@pytest.mark.parametrize("host", TOWNS)
def test_events_lie_ahead_and_show_what_can_happen(demo, host):
    coming = Occurrence.objects.filter(
        site=kommune_at(host).site, starts_at__gte=timezone.now()
    ).select_related("event")

    assert len({occurrence.event_id for occurrence in coming}) >= 10
    assert any(occurrence.is_cancelled for occurrence in coming)
    assert any(occurrence.is_all_day and occurrence.is_multi_day for occurrence in coming)
    assert any(occurrence.event.is_online for occurrence in coming)


@pytest.mark.parametrize("host", TOWNS)
def test_an_approval_waits(demo, host):
    drafts = Page.objects.descendant_of(kommune_at(host).site.root_page).filter(live=False)

    states = WorkflowState.objects.filter(object_id__in=[str(draft.pk) for draft in drafts])
    assert [state.status for state in states] == [WorkflowState.STATUS_IN_PROGRESS]


def test_the_tree_of_pages_is_sound(demo):
    assert not any(Page.find_problems())


def test_the_centre_has_its_texts_and_both_source_pages(demo):
    assert Textbaustein.objects.filter(site=None, live=True).count() >= 8
    titles = set(pages_of(kommune_at("localhost")).values_list("title", flat=True))
    assert "Zusammenarbeit von Kommunen und Initiativen" in titles
    assert "Regionalgespräch: Nachhaltigkeit gemeinsam gestalten" in titles


def test_every_place_lies_inside_its_town(demo):
    outside = [
        page.title
        for host in TOWNS
        for page in InitiativePage.objects.descendant_of(kommune_at(host).site.root_page)
        if page.point and not inside(page.point, kommune_at(host).outline)
    ]

    assert outside == []


def inside(point, outline: dict) -> bool:
    """Whether a ray from the point to the east crosses the border an odd number of times."""
    polygons = outline["coordinates"]
    rings = [polygons[0]] if outline["type"] == "Polygon" else [each[0] for each in polygons]
    crossings = sum(
        (south > point.lat) != (north > point.lat)
        and point.lon < (east - west) * (point.lat - south) / (north - south) + west
        for ring in rings
        for (west, south), (east, north) in zip(ring, ring[1:], strict=False)
    )
    return crossings % 2 == 1


def test_everything_invented_says_so(demo):
    unmarked = [
        page.title
        for model in (InitiativePage, EventPage)
        for page in model.objects.all()
        if not page.summary.endswith(MARK)
    ]

    assert unmarked == []


def test_every_picture_has_a_text_an_author_and_a_licence(demo):
    images = get_image_model().objects.all()

    assert images.exists()
    assert not images.filter(description="").exists()
    assert not images.filter(author="").exists()
    assert not images.filter(licence="").exists()


@pytest.mark.parametrize("host", HOSTS)
def test_every_page_answers_and_keeps_addresses_to_itself(demo, host):
    kommune = kommune_at(host)
    released = {kommune.settings.legal_email}
    released |= set(ContactPerson.objects.filter(show_email=True).values_list("email", flat=True))
    client = Client(headers={"host": host})

    for page in pages_of(kommune):
        path = page.url_path.removeprefix(kommune.site.root_page.url_path)
        response = client.get(f"/{path}")
        html = unescape(response.content.decode())

        assert response.status_code == 200, path
        assert set(ADDRESS.findall(html)) <= released, path
        assert all(" alt=" in image for image in IMAGE.findall(html)), path
