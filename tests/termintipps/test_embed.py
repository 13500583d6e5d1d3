"""Events in the frame of a home page."""

import re
from datetime import date, timedelta

import pytest
from django.http import QueryDict

from kommunen.models import EmbedHost
from termintipps.embeds import EventsEmbedForm, events_frame, frame_at
from tests.factories.termintipps import change, event

pytestmark = pytest.mark.django_db

URL = "/einbetten/termine/"


@pytest.fixture
def fetch(client_for, town):
    return lambda query="": client_for(town).get(f"{URL}?{query}")


def test_may_be_shown_by_the_hosts_of_the_town_only(fetch, town):
    EmbedHost.objects.create(kommune=town, origin="https://www.musterstadt.example")

    policy = fetch()["Content-Security-Policy"]

    assert "frame-ancestors 'self' https://www.musterstadt.example" in policy


@pytest.mark.parametrize("view", ["list", "month", "teaser"])
def test_links_lead_to_the_towns_own_site_in_a_new_window(fetch, town, view):
    event(town, "Tausch")

    text = fetch(f"view={view}&from=2026-12-01").content.decode()

    assert 'href="https://musterstadt.example/termintipps/tausch/" target="_blank"' in text
    assert "<form" not in text
    assert 'type="module"' not in text


def test_a_teaser_names_three_events_and_no_filters(fetch, town):
    for number in range(4):
        event(town, f"Termin {number}", start_date=date(2026, 12, 1) + timedelta(days=number))

    text = fetch("view=teaser").content.decode()

    assert len(re.findall(r'class="event"', text)) == 3
    assert "chips" not in text


def test_the_heading_fits_the_page_around_it(fetch, town):
    event(town, "Tausch")

    text = fetch("level=3").content.decode()

    assert '<h3 class="h3">Termintipps' in text
    assert '<h4 class="h3">Dezember 2026' in text
    assert "<h5><a" in text


def test_a_cancelled_date_says_so(fetch, town):
    event(town, changes=[change(date(2026, 12, 5), "cancelled", note="Sturm.")])

    text = fetch().content.decode()

    assert "Fällt aus" in text and "Sturm." in text


def test_never_shows_another_towns_events(fetch, other_town):
    event(other_town, "Von nebenan")

    for view in ("list", "month", "teaser"):
        assert "Von nebenan" not in fetch(f"view={view}&from=2026-12-01").content.decode()


def test_a_broken_filter_is_answered_with_one_sentence(fetch):
    response = fetch("from=gestern")

    assert response.status_code == 400
    assert "gestern" in response.content.decode()


def test_a_page_beyond_the_end_is_no_empty_frame(fetch, town):
    assert "Dazu passt kein Termin." in fetch("page=9").content.decode()


def test_what_editors_choose_becomes_an_address(town):
    query = QueryDict("kind=termine&view=month&category=teilen&groups=families&only=free&level=2")

    frame = events_frame(town, EventsEmbedForm(query, kommune=town).wishes)

    filters = "category=teilen&for=families&free=1"
    assert frame.path == f"{URL}?{filters}&view=month&level=2"
    assert frame.page_path == f"/termintipps/?{filters}"


def test_the_address_of_the_list_finds_its_frame(town):
    assert frame_at(town, "/termintipps/", QueryDict("for=families")).path == f"{URL}?for=families"
    assert frame_at(town, "/termintipps/tausch/", QueryDict()) is None


def test_costs_the_same_however_much_there_is(fetch, town, queries_of):
    event(town, "Einer")
    few = queries_of(fetch)
    for number in range(8):
        event(town, f"Tag {number}", rrule="FREQ=WEEKLY;BYDAY=SA")

    assert queries_of(fetch) == few
