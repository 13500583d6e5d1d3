"""The next events elsewhere: block, placeholder, new towns."""

from datetime import date

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail import blocks

from kommunen.models import Category
from kommunen.registry import placeholders
from termintipps.blocks import NextEventsBlock
from termintipps.models import TermintippsPage
from tests.factories.termintipps import change, event, overview_of

pytestmark = pytest.mark.django_db


class Stream(blocks.StreamBlock):
    next_events = NextEventsBlock()


@pytest.fixture
def rendered(town):
    """Render a stream of such blocks as a page of the town does."""

    def render(*values) -> str:
        request = RequestFactory().get("/", headers={"host": town.site.hostname})
        request.kommune = town
        request._wagtail_site = town.site
        raw = [{"type": "next_events", "value": value} for value in values]
        stream = Stream().to_python(raw)
        template = Template("{% load wagtailcore_tags %}{% include_block stream %}")
        return template.render(Context({"stream": stream, "request": request}))

    return render


def test_shows_the_next_ones(town, rendered):
    for day in (5, 6, 7, 8):
        event(town, f"Am {day}.", start_date=date(2026, 12, day))

    html = rendered({"number": 3})

    assert [f"Am {day}." in html for day in (5, 6, 7, 8)] == [True, True, True, False]


def test_a_series_stands_once(town, rendered):
    event(town, "Gießdienst", rrule="FREQ=WEEKLY;BYDAY=SA")

    assert rendered({"number": 3}).count("<h3>") == 1


def test_narrows_to_a_kind_or_to_what_is_recommended(town, rendered):
    kind = Category.objects.get(slug="teilen")
    event(town, "Tausch", categories=[kind])
    event(town, "Empfohlen", is_tip=True)

    assert "Empfohlen" not in rendered({"number": 3, "category": kind.pk})
    assert "Tausch" not in rendered({"number": 3, "only_tips": True})
    assert "Empfohlen" in rendered({"number": 3, "only_tips": True})


def test_each_block_gets_what_it_asked_for(town, rendered):
    kind = Category.objects.get(slug="teilen")
    event(town, "Tausch", categories=[kind], start_date=date(2027, 6, 1))
    for day in range(1, 10):
        event(town, f"Davor {day}", start_date=date(2026, 12, day))

    first, second = rendered({"number": 2}, {"number": 1, "category": kind.pk}).split("<section")[
        1:
    ]

    assert "Davor 1" in first
    assert "Davor 2" in first
    assert "Davor 3" not in first
    assert "Tausch" in second
    assert "Davor" not in second


def test_never_shows_another_towns_events(other_town, rendered):
    event(other_town, "Von nebenan")

    assert "Von nebenan" not in rendered({"number": 3})


def test_says_so_if_nothing_is_planned(rendered):
    assert "Zurzeit steht kein Termin an." in rendered({"number": 3})


def test_any_number_of_blocks_needs_the_same_queries(town, rendered, queries_of):
    kind = Category.objects.get(slug="teilen")
    for day in (5, 6, 7):
        event(town, f"Am {day}.", start_date=date(2026, 12, day), categories=[kind])
    one = [{"number": 3, "category": kind.pk}]
    many = [{"number": n, "category": kind.pk, "only_tips": n == 2} for n in range(1, 7)]

    assert queries_of(lambda: rendered(*one)) == queries_of(lambda: rendered(*many)) <= 3


def test_the_preview_of_the_block_has_something_to_show():
    value = NextEventsBlock().get_preview_value()

    assert value["number"] == 3


def test_texts_can_name_the_next_three(town):
    event(town, "Tausch")
    cancelled = change(date(2026, 12, 6), "cancelled")
    event(town, "Fällt aus", start_date=date(2026, 12, 6), changes=[cancelled])
    event(town, "Später", start_date=date(2027, 1, 9))
    [placeholder] = [each for each in placeholders if each.name == "naechste_termine"]

    text = placeholder.value(town).replace("\xa0", " ")

    assert text == "Tausch (Sa, 5. Dezember), Später (Sa, 9. Januar)"


def test_a_new_town_has_its_page(town, client_for):
    page = overview_of(town)

    response = client_for(town).get("/termintipps/")

    assert (page.slug, page.live, page.show_in_menus) == ("termintipps", True, True)
    assert "Hier steht noch kein Termin." in response.content.decode()


def test_the_central_site_has_none(central):
    assert not TermintippsPage.objects.exists()
