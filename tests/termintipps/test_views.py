"""Open data and the feed."""

from datetime import date, datetime, time
from xml.etree import ElementTree

import pytest

from kommunen.models import Category
from termintipps import clock
from tests.factories.termintipps import change, event

pytestmark = pytest.mark.django_db

DATA = "/api/v1/events.json"
FEED = "/termintipps/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def get(town, client_for):
    client = client_for(town)
    return lambda url=DATA, **query: client.get(url, query)


def test_says_all_about_a_date(town, get):
    kind = Category.objects.get(slug="teilen")
    page = event(town, "Kleidertausch", categories=[kind], is_online=True)

    [item] = get().json()

    assert item == {
        "uid": str(page.calendar_entry.uid),
        "slug": "kleidertausch",
        "title": "Kleidertausch",
        "start": "2026-12-05T11:00:00+01:00",
        "end": "2026-12-05T15:00:00+01:00",
        "all_day": False,
        "open_end": False,
        "status": "confirmed",
        "note": "",
        "categories": ["teilen"],
        "place": "Stadtbibliothek",
        "online": True,
        "url": "http://musterstadt.example/termintipps/kleidertausch/",
    }


def test_whole_days_are_dates_with_an_exclusive_end(town, get):
    event(town, start_time=None, end_time=None, end_date=date(2026, 12, 7))

    [item] = get().json()
    assert (item["start"], item["end"], item["all_day"]) == ("2026-12-05", "2026-12-08", True)


def test_each_date_of_a_series_is_an_item_with_its_own_address(town, get):
    event(
        town,
        "Kleidertausch",
        rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=4",
        changes=[change(date(2026, 12, 12)), change(date(2026, 12, 19), "cancelled")],
    )

    found = get().json()

    assert [(item["start"][:10], item["status"]) for item in found] == [
        ("2026-12-05", "confirmed"),
        ("2026-12-19", "cancelled"),
        ("2026-12-26", "confirmed"),
    ]
    assert found[0]["url"].endswith("/termintipps/kleidertausch/2026-12-05/")


def test_the_offset_follows_the_clock(town, get):
    event(town, start_date=date(2027, 3, 21), rrule="FREQ=WEEKLY;BYDAY=SU;COUNT=2")

    assert [item["start"] for item in get().json()] == [
        "2027-03-21T11:00:00+01:00",
        "2027-03-28T11:00:00+02:00",
    ]


def test_the_past_can_be_asked_for(town, get, today):
    event(town)
    today.move_to(datetime(2027, 5, 1, tzinfo=clock.BERLIN))

    assert get().json() == []
    assert len(get(**{"from": "2026-01-01", "to": "2026-12-31"}).json()) == 1
    assert len(get(to="2026-12-31").json()) == 1


def test_holds_only_what_is_public_here(town, other_town, get):
    event(town, "Geheim", draft=True)
    event(other_town, "Von nebenan")

    assert get().json() == []


def test_other_sites_may_read_it(town, get):
    assert get().headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("url", [DATA, FEED])
def test_a_broken_filter_is_answered_with_one_sentence(town, get, url):
    response = get(url, category="gibt-es-nicht")

    assert response.status_code == 400
    assert response.content.decode().strip().endswith(".")


@pytest.mark.parametrize("url", [DATA, FEED])
def test_costs_a_fixed_number_of_queries(town, get, url, queries_of):
    for number in range(12):
        event(town, f"Tag {number}", rrule="FREQ=WEEKLY;BYDAY=SA" if number % 2 else "")

    assert queries_of(lambda: get(url)) <= 5


def test_the_feed_has_an_entry_for_each_event(town, get):
    page = event(town, "Kleidertausch", rrule="FREQ=WEEKLY;BYDAY=SA")

    response = get(FEED)
    [entry] = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry.find(f"{ATOM}title").text == "Kleidertausch"
    assert entry.find(f"{ATOM}id").text == f"urn:uuid:{page.calendar_entry.uid}"
    assert "Sa, 5. Dezember 2026, 11 bis 15 Uhr" in entry.find(f"{ATOM}summary").text.replace(
        "\xa0", " "
    )


def test_an_event_of_the_evening_ends_on_the_next_day(town, get):
    event(town, start_time=time(22), end_date=date(2026, 12, 6), end_time=time(2))

    assert get().json()[0]["end"] == "2026-12-06T02:00:00+01:00"
