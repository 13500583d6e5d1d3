"""Calendar files: on the raw bytes, and read back by another library."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kommunen.models import Category
from termintipps import clock, ics, vevents
from termintipps.models import EventPage, ExtraDate, Occurrence
from termintipps.plan import plan
from tests.factories.termintipps import change, event
from tests.termintipps.conftest import NOW
from tests.termintipps.test_recurrence import rules

ALL = "/termintipps/kalender.ics"


@pytest.fixture
def get(town, client_for):
    client = client_for(town)
    return lambda url=ALL, **query: client.get(url, query)


def components(response):
    return Calendar.from_ical(response.getvalue()).walk("VEVENT")


def expanded(content: bytes, first: date, last: date) -> set[tuple]:
    """What another program makes of it: (begin, end, status) of each date, in UTC.

    An open end has length 0 there.
    """
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(first, last)
    return {
        (_moment(each["DTSTART"].dt), _moment(each["DTEND"].dt), str(each["STATUS"]))
        for each in found
    }


def _moment(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return clock.moment(value)


def ours(dates) -> set[tuple]:
    status = {"confirmed": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED"}
    found = set()
    for each in dates:
        end = each.starts_at if each.is_open_ended else each.ends_at
        found.add((each.starts_at, end, status[each.status]))
    return found


HOURS = [(time(18), time(20, 30)), (time(18), None), (None, None)]


@given(rules(), st.sampled_from(HOURS), st.integers(0, 2), st.data())
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
def test_another_program_expands_a_series_to_exactly_our_dates(case, hours, length, data):
    """Over both changes of the clock: a year after its begin, whatever differs on single days."""
    rule, start = case
    page = EventPage(
        title="Reihe",
        start_date=start,
        end_date=start + timedelta(days=length),
        start_time=hours[0],
        end_time=hours[1],
        rrule=str(rule),
        skips_public_holidays=data.draw(st.booleans()),
    )
    near = [start + timedelta(days=each) for each in range(200)]
    page.extra_dates = [
        ExtraDate(date=day)
        for day in data.draw(st.lists(st.sampled_from(near), unique=True, max_size=3))
    ]
    days = page.planned_days(start, near[-1]) or [start]
    page.date_changes = [
        change(day, data.draw(st.sampled_from(["left_out", "cancelled", "noted", "elsewhere"])))
        for day in data.draw(st.lists(st.sampled_from(days), unique=True, max_size=4))
    ]
    planned = plan(page, clock.moment(start))

    found = vevents.whole(page, "reihe", planned, clock.moment(start))
    content = ics.stamped(ics.written(found), changed_at=NOW, sequence=0)
    file = b"".join(ics.calendar("Alle", "https://ort.example/", [content]))

    last = start + timedelta(days=365)
    in_time = [each for each in planned if each.first_day < last]
    assert expanded(file, start, last) == ours(in_time)


pytestmark = pytest.mark.django_db


def test_says_what_it_is(town, get):
    event(town)

    response = get()

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="termintipps-musterstadt.ics"' in response.headers["Content-Disposition"]
    lines = response.getvalue().decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "NAME:Termintipps Musterstadt" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "SOURCE;VALUE=URI:http://musterstadt.example/termintipps/kalender.ics" in lines


def test_lines_end_with_crlf_and_are_folded_by_octets(town, get):
    long_words = "Wärmepumpenübergangsförderungsgesprächsrunde " * 8
    event(town, "Größe 🌍 " * 20, summary=long_words[:300])

    content = get().getvalue()

    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert components(get())[0]["DESCRIPTION"] == long_words[:300].strip()


def test_escapes_what_has_a_meaning_in_the_format(town, get):
    event(town, "Kaffee; Kuchen, Gespräch\\Musik", place_name="Haus 1; links, oben")

    [found] = components(get())
    assert found["SUMMARY"] == "Kaffee; Kuchen, Gespräch\\Musik"
    assert found["LOCATION"] == "Haus 1; links, oben"
    assert b"SUMMARY:Kaffee\\; Kuchen\\, Gespr\xc3\xa4ch\\\\Musik\r\n" in get().getvalue()


def test_a_title_cannot_smuggle_lines_in(town, get):
    event(town, "Harmlos", summary="Zeile\r\nATTACH:https://boese.example/\r\nEND:VEVENT")

    assert "ATTACH" not in components(get())[0]
    assert b"\r\nATTACH" not in get().getvalue()


def test_one_event_with_all_that_a_calendar_shows(town, get):
    kind = Category.objects.get(slug="teilen")
    page = event(town, "Kleidertausch", categories=[kind])

    [found] = components(get())

    assert found["UID"] == page.calendar_entry.uid
    assert found["URL"] == "http://musterstadt.example/termintipps/kleidertausch/"
    assert found.to_ical().decode().count("CATEGORIES:Teilen & Tauschen") == 1
    assert found.decoded("DTSTAMP") == NOW
    assert found["SEQUENCE"] == 0
    assert b"DTSTART;TZID=Europe/Berlin:20261205T110000\r\n" in get().getvalue()


def test_brings_its_time_zone_along(town, get):
    event(town)

    [zone] = Calendar.from_ical(get().getvalue()).walk("VTIMEZONE")

    assert zone["TZID"] == "Europe/Berlin"
    assert {each.name for each in zone.subcomponents} == {"DAYLIGHT", "STANDARD"}


def test_whole_days_are_dates_with_an_exclusive_end(town, get):
    event(town, start_time=None, end_time=None, end_date=date(2026, 12, 7))

    content = get().getvalue()

    assert b"DTSTART;VALUE=DATE:20261205\r\n" in content
    assert b"DTEND;VALUE=DATE:20261208\r\n" in content


def test_an_open_end_has_no_dtend(town, get):
    event(town, end_time=None)

    assert "DTEND" not in components(get())[0]


def test_a_series_is_one_event_with_its_rule(town, get):
    event(
        town,
        rrule="FREQ=WEEKLY;BYDAY=SA;UNTIL=20270131",
        changes=[change(date(2026, 12, 26)), change(date(2027, 1, 2), "cancelled", note="Urlaub")],
    )

    master, cancelled = components(get())

    # 23:59 would be wrong: UNTIL is the last begin, in UTC, and Berlin is an hour ahead.
    assert master["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270131T100000Z;BYDAY=SA"
    assert b"EXDATE;TZID=Europe/Berlin:20261226T110000\r\n" in get().getvalue()
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["UID"] == master["UID"]
    assert cancelled["DESCRIPTION"].startswith("Urlaub")
    assert b"RECURRENCE-ID;TZID=Europe/Berlin:20270102T110000\r\n" in get().getvalue()


def test_a_moved_date_says_which_one_it_was(town, get):
    moved = change(date(2026, 12, 12), "moved", new_date=date(2026, 12, 13))
    event(town, rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=3", changes=[moved])

    _master, exception = components(get())

    assert exception.decoded("RECURRENCE-ID").date() == date(2026, 12, 12)
    assert exception.decoded("DTSTART").date() == date(2026, 12, 13)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({"from": "2026-12-10"}, [12, 26]),
        ({"to": "2026-12-20"}, [5, 12]),
        ({"from": "2026-12-12", "to": "2026-12-12"}, [12]),
        ({"from": "2027-02-01"}, []),
    ],
)
def test_a_range_cuts_the_series(town, get, query, days):
    event(
        town,
        rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=4",
        start_date=date(2026, 12, 5),
        changes=[change(date(2026, 12, 19))],
    )

    found = expanded(get(**query).getvalue(), date(2026, 11, 1), date(2027, 12, 31))

    assert sorted(begin.day for begin, _end, _status in found) == days


@pytest.mark.parametrize("query", [{}, {"from": "2026-12-01"}])
def test_what_is_history_goes_out_as_it_was(town, get, today, query):
    page = event(town, rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=4")
    today.move_to(datetime(2026, 12, 14, 12, tzinfo=clock.BERLIN))
    page.start_date, page.rrule = date(2026, 12, 6), "FREQ=WEEKLY;BYDAY=SU;COUNT=4"
    page.save_revision().publish()

    found = expanded(get(**query).getvalue(), date(2026, 11, 1), date(2027, 12, 31))

    assert found == ours(Occurrence.objects.filter(event=page))


def test_holds_the_same_events_as_the_list(town, other_town, get):
    kind = Category.objects.get(slug="teilen")
    event(town, "Tausch", categories=[kind])
    event(town, "Anderes")
    event(town, "Geheim", draft=True)
    event(other_town, "Von nebenan", categories=[kind])

    assert [each["SUMMARY"] for each in components(get(category="teilen"))] == ["Tausch"]
    assert [each["SUMMARY"] for each in components(get())] == ["Tausch", "Anderes"]


def test_a_broken_filter_is_answered_with_one_sentence(town, get):
    response = get(**{"from": "gestern"})

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().strip().endswith(".")


def test_one_event_can_be_taken_along(town, get):
    event(town, "Kleidertausch")
    event(town, "Anderes")

    response = get("/termintipps/kleidertausch/termin.ics")

    assert [each["SUMMARY"] for each in components(response)] == ["Kleidertausch"]
    assert 'filename="kleidertausch.ics"' in response.headers["Content-Disposition"]


def test_one_date_can_be_taken_along_without_its_series(town, get):
    page = event(
        town,
        rrule="FREQ=WEEKLY;BYDAY=SA",
        changes=[change(date(2026, 12, 12), "cancelled", note="Sturm.")],
    )

    [found] = components(get("/termintipps/kleidertausch/2026-12-12/termin.ics"))

    assert found["UID"] == f"{page.calendar_entry.uid}-2026-12-12"
    assert (found["STATUS"], found["SUMMARY"]) == ("CANCELLED", "Abgesagt: Kleidertausch")
    assert found["URL"].endswith("/termintipps/kleidertausch/2026-12-12/")
    assert get("/termintipps/kleidertausch/2026-12-13/termin.ics").status_code == 404
    assert get("/termintipps/kleidertausch/2026-13-13/termin.ics").status_code == 404


def test_another_place_goes_with_its_date_only(town, get):
    elsewhere = change(date(2026, 12, 12), "elsewhere", place_name="Rathaus")
    event(town, rrule="FREQ=WEEKLY;BYDAY=SA", changes=[elsewhere])

    assert [each["LOCATION"] for each in components(get())] == ["Stadtbibliothek", "Rathaus"]


def test_a_link_that_opens_later_stands_in_no_file(town, get):
    link = {"is_online": True, "online_url": "https://konferenz.example/geheim"}
    event(town, "Später", online_url_minutes=60, **link)
    event(town, "Sofort", **link)

    later, at_once = components(get())

    assert "geheim" not in later.to_ical().decode()
    assert "kurz vor Beginn" in later["DESCRIPTION"]
    assert at_once["CONFERENCE"] == link["online_url"]


def test_a_change_of_the_rule_keeps_the_past_in_other_calendars(town, get, today):
    page = event(town, rrule="FREQ=WEEKLY;BYDAY=SA")
    today.move_to(datetime(2026, 12, 14, 12, tzinfo=clock.BERLIN))
    page.rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"
    page.save_revision().publish()

    found = expanded(get().getvalue(), date(2026, 12, 1), date(2027, 1, 5))

    assert sorted(begin.day for begin, _end, _status in found) == [2, 5, 12, 19]


def test_file_names_may_have_umlauts(town, get):
    event(town, "Gießdienst")

    response = get("/termintipps/gießdienst/termin.ics")

    assert "filename*=utf-8''gie%C3%9Fdienst.ics" in response.headers["Content-Disposition"]


def test_drafts_and_neighbours_have_no_file(town, other_town, get):
    event(town, "Geheim", draft=True)
    event(other_town, "Nebenan")

    assert get("/termintipps/geheim/termin.ics").status_code == 404
    assert get("/termintipps/nebenan/termin.ics").status_code == 404


def test_unchanged_files_need_not_be_sent_again(town, client_for):
    event(town)
    client = client_for(town)
    etag = client.get(ALL).headers["ETag"]

    assert client.get(ALL, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(
    "url", [ALL, f"{ALL}?from=2026-12-01&to=2026-12-31", "/termintipps/kleidertausch/termin.ics"]
)
def test_another_kind_is_another_file(town, client_for, url):
    sharing, gardens = (Category.objects.get(slug=slug) for slug in ("teilen", "gaerten"))
    page, client = event(town, categories=[sharing]), client_for(town)
    etag = client.get(url).headers["ETag"]
    page.categories = [gardens]
    page.save_revision().publish()

    response = client.get(url, headers={"if-none-match": etag})

    assert response.status_code == 200
    assert gardens.name in response.getvalue().decode()


@pytest.mark.parametrize("query", [{}, {"from": "2026-12-01", "to": "2027-12-31"}])
def test_costs_a_fixed_number_of_queries(town, get, query, queries_of):
    for number in range(12):
        event(town, f"Tag {number}", rrule="FREQ=WEEKLY;BYDAY=SA" if number % 2 else "")

    assert queries_of(lambda: get(**query)) <= 7
