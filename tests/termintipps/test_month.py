"""The month as a table, and the filters one press away."""

import re
from datetime import date, timedelta

import pytest

from tests.factories.termintipps import change, event

pytestmark = pytest.mark.django_db

URL = "/termintipps/"


@pytest.fixture
def visit(town, client_for):
    client = client_for(town)
    return lambda **query: client.get(URL, {"view": "month"} | query)


def cells(response) -> dict[int, str]:
    """What stands in the cell of each day of the month."""
    html = response.content.decode()
    found = re.findall(r'datetime="\d{4}-\d{2}-(\d{2})">(.*?)</td>', html, re.DOTALL)
    return {int(day): re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)) for day, cell in found}


def test_each_date_stands_on_its_day(town, visit):
    event(town, "Gießdienst", rrule="FREQ=WEEKLY;BYDAY=SA")

    days = cells(visit(**{"from": "2026-12-01"}))

    assert len(days) == 31
    assert [day for day, text in days.items() if "Gießdienst" in text] == [5, 12, 19, 26]


def test_without_a_day_it_is_this_month_and_today_is_marked(town, visit):
    assert "(heute)" in cells(visit())[21]


def test_what_takes_days_stands_on_each_of_them(town, visit):
    days = {"start_date": date(2026, 11, 29), "end_date": date(2026, 12, 2)}
    event(town, "Ausstellung", start_time=None, end_time=None, **days)

    december = cells(visit(**{"from": "2026-12-01"}))

    assert [day for day, text in december.items() if "Ausstellung" in text] == [1, 2]


def test_a_cancelled_date_stays_and_says_so(town, visit):
    event(town, "Tausch", changes=[change(date(2026, 12, 5), "cancelled")])

    assert "Tausch (fällt aus)" in cells(visit(**{"from": "2026-12-01"}))[5].replace("  ", " ")


def test_a_full_day_leads_to_the_list_of_that_day(town, visit):
    for number in range(6):
        event(town, f"Termin {number}")

    response = visit(**{"from": "2026-12-01"})

    assert cells(response)[5].count("Termin") == 4
    assert "from=2026-12-05&amp;to=2026-12-05" in response.content.decode()


def test_never_shows_another_towns_events(other_town, visit):
    event(other_town, "Von nebenan")

    assert "Von nebenan" not in visit(**{"from": "2026-12-01"}).content.decode()


@pytest.mark.parametrize("day", ["1970-01-01", "2099-12-31", "2028-02-29"])
def test_reaches_to_the_ends_of_our_time(town, visit, day):
    assert visit(**{"from": day}).status_code == 200


def test_costs_the_same_however_much_there_is(town, visit, queries_of):
    def asked():
        return queries_of(lambda: visit(**{"from": "2026-12-01"}))

    event(town, "Einer")
    few = asked()
    for number in range(10):
        event(town, f"Tag {number}", rrule="FREQ=WEEKLY;BYDAY=SA")

    assert asked() == few <= 8


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"for": "families"}, ["Familie"]),
        ({"for": ["families", "older"]}, ["Familie", "Ältere"]),
        ({"free": "1"}, ["Familie"]),
        ({"step_free": "1"}, ["Ältere"]),
        ({"online": "1"}, ["Netz"]),
        ({"free": "1", "online": "1"}, []),
        ({"near": "51.30,6.85"}, ["Familie"]),
        ({"near": "48.1,11.5"}, []),
        ({"free": "0", "for": ""}, ["Familie", "Ältere", "Netz"]),
    ],
)
def test_quick_filters_narrow_the_list(town, visit, query, expected):
    day = date(2026, 12, 1)
    one, two = day + timedelta(days=1), day + timedelta(days=2)
    event(town, "Familie", start_date=day, for_families=True, is_free=True, lat="51.31", lon="6.86")
    event(town, "Ältere", start_date=one, for_older_people=True, is_step_free=True)
    event(town, "Netz", start_date=two, is_online=True)

    html = visit(view="list", **query).content.decode()

    assert re.findall(r"<h3><a href=\"[^\"]*\">([^<]*)</a>", html) == expected


@pytest.mark.parametrize(
    "query", [{"for": "alle"}, {"near": "hier"}, {"near": "99,7"}, {"near": "51.3,6.8,1"}]
)
def test_a_broken_filter_is_refused_with_a_sentence(town, visit, query):
    response = visit(**query)

    assert response.status_code == 400
    assert "Das lässt sich nicht zeigen" in response.content.decode()


def test_a_switch_keeps_the_other_filters_and_can_be_turned_off(town, visit):
    html = visit(view="list", free="1", q="Tausch").content.decode()

    assert 'href="/termintipps/?view=list&amp;q=Tausch" aria-current="true">Kostenlos' in html
    assert '<input type="hidden" name="free" value="1">' in html


def test_the_subscription_has_the_filter_of_the_page(town, visit):
    html = visit(view="list", category="teilen").content.decode()

    assert "webcal://musterstadt.example/termintipps/kalender.ics?category=teilen" in html
