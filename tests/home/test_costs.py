"""What a page costs does not depend on how much there is. Queries are counted, frame included."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import HomePage
from kommunen.models import Kommune, Supporter
from tests.factories.crowd import crowd
from tests.factories.home import content_page, news
from tests.factories.kommunen import contact_person, document, image
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of
from tests.factories.termintipps import event

pytestmark = pytest.mark.django_db

START_PAGE = 10
PAGE_OF_BLOCKS = 10
FROM_ELSEWHERE = {"next_events", "news"}  # show what is no part of the page


@pytest.fixture
def cost(town, client_for) -> Callable[[str], int]:
    """Queries of a third visit: the first makes pictures in their sizes, the second finds them."""

    def number_of_queries(path: str = "/") -> int:
        client = client_for(town)
        for _visit in range(2):
            assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    return number_of_queries


@pytest.fixture
def full_start_page(town):
    """The start page with everything the look shows, one entry of each kind."""
    example = content_page(town, "So lief es dort", slug="beispiel")
    supporters = [
        Supporter.objects.create(site=town.site, name=name, logo=image(town, name))
        for name in ("Land", "Stiftung", "Netzwerk")
    ]
    quote = {"text": "Wir haben den Schlüssel.", "name": "Klimaschutz", "organisation": "Stadt"}
    page = HomePage.objects.get(pk=town.site.root_page.pk)
    page.body = [
        *((child.block_type, child.value) for child in page.body if child.block_type != "news"),
        (
            "columns",
            {
                "left": [("quote", quote), ("download", {"document": document(town)})],
                "right": [("news", {"heading": "Aktuelles", "number": 3})],
            },
        ),
        (
            "good_practice",
            {"town": "Bochum", "title": "Laden", "text": "<p>…</p>", "page": example},
        ),
        ("logos", {"heading": "funded", "supporters": supporters}),
    ]
    page.save_revision(clean=False).publish()
    return page


@pytest.fixture
def entries(town):
    """One initiative, one single event, one weekly event, one piece of news."""
    return [
        InitiativePageFactory(town=town, title="Fahrradküche"),
        event(town, "Kleidertausch", start_date=date(2090, 12, 5)),
        event(town, "Radwerkstatt", start_date=date(2090, 12, 6), rrule="FREQ=WEEKLY;BYDAY=WE"),
        news(town),
    ]


def more_towns(number: int) -> None:
    """Tenants in the database, without pages of their own."""
    Site.objects.bulk_create(
        Site(hostname=f"ort-{each}.example", root_page_id=1) for each in range(number)
    )
    collections = [Kommune._meta.get_field("collection").related_model]
    root = collections[0].get_first_root_node()
    Kommune.objects.bulk_create(
        Kommune(
            site=site,
            name=site.hostname,
            state=Kommune.State.LIVE,
            collection=root.add_child(name=site.hostname),
        )
        for site in Site.objects.filter(hostname__startswith="ort-")
    )
    cache.clear()


def test_the_start_page_costs_ten_queries_at_most(full_start_page, entries, cost):
    assert cost() <= START_PAGE


def test_the_start_page_costs_the_same_for_500_entries_of_each_kind(full_start_page, entries, cost):
    few = cost()
    for each in entries:
        crowd(each, 499)

    assert cost() == few


def test_the_start_page_costs_the_same_among_400_towns(full_start_page, entries, cost):
    few = cost()
    more_towns(400)

    assert cost() == few


def test_the_list_of_towns_costs_the_same_for_400_towns(central, town, client_for):
    def number_of_queries() -> int:
        client_for(central).get("/")
        with CaptureQueriesContext(connection) as queries:
            client_for(central).get("/")
        return len(queries)

    few = number_of_queries()
    more_towns(400)

    assert number_of_queries() == few


def blocks_of_every_kind(town, number: int) -> list[tuple[str, dict]]:
    """As many of each kind of block, each with pictures, links and people of its own."""
    body = []
    for n in range(number):
        page = content_page(town, f"Ziel {n}", slug=f"ziel-{n}-{number}")
        person = contact_person(town, f"Person {n}", portrait=image(town, f"Porträt {n}"))
        link = f'<p><a linktype="page" id="{page.pk}">Mehr</a></p>'
        picture = image(town, f"Bild {n}")
        picture_value = {"image": picture, "alt_text": "Ein Beet", "decorative": False}
        supporter = Supporter.objects.create(site=town.site, name=f"Land {n}", logo=picture)
        body += [
            ("text", link),
            ("callout", {"tone": "note", "heading": "Hinweis", "text": link}),
            ("quote", {"text": "Ja.", "name": "Ada", "portrait": picture}),
            ("picture", {"image": picture_value, "caption": ""}),
            ("download", {"document": document(town, f"Infoblatt {n}")}),
            ("contact", {"heading": "Kontakt", "person": person}),
            ("good_practice", {"town": "Bochum", "title": "Laden", "text": link, "page": page}),
            ("offers", {"offers": [{"title": "Räume", "text": link}]}),
            ("call_to_action", {"buttons": [{"text": "Los", "page": page}]}),
            ("logos", {"heading": "funded", "supporters": [supporter]}),
            ("next_events", {"number": 3}),
            ("news", {"number": 3}),
        ]
    return body


def test_more_blocks_of_a_kind_cost_no_more_queries(town, cost):
    content_page(town, slug="kurz", body=blocks_of_every_kind(town, 1))
    content_page(town, slug="lang", body=blocks_of_every_kind(town, 6))

    assert cost("/lang/") == cost("/kurz/")


def test_a_page_of_sixty_blocks_costs_ten_queries_at_most(town, cost):
    body = [each for each in blocks_of_every_kind(town, 6) if each[0] not in FROM_ELSEWHERE]
    content_page(town, slug="sechzig", body=body)

    assert len(body) == 60
    assert cost("/sechzig/") <= PAGE_OF_BLOCKS


def test_a_page_of_kept_parts_costs_the_same_whatever_it_shows(town, cost, settings):
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 60
    content_page(town, slug="alles", body=blocks_of_every_kind(town, 6))

    assert cost("/alles/?von=rundbrief") == 2


def test_a_long_list_of_news_costs_the_same(town, cost):
    page = news(town)
    few = cost("/aktuelles/")
    crowd(page, 499)

    assert cost("/aktuelles/") <= few + 1  # the count for the pages


def test_the_map_page_is_not_read_for_the_start_page(town, cost):
    """The teasers know the map's address from the menu's one query."""
    assert map_page_of(town)
    assert cost() <= START_PAGE
