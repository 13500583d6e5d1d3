"""Calendar files: on the raw bytes, and read back by another library."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kommunen.models import Category
from termintipps import clock, ics
from termintipps.limits import FAR_AHEAD
from termintipps.models import CalendarEntry, EventPage, Occurrence
from termintipps.plan import plan
from tests.factories.termintipps import change, event
from tests.termintipps.conftest import NOW
from tests.termintipps.test_recurrence import rules

ALL = "/termintipps/kalender.ics"


@pytest.fixture
def get(town, client_for):
    client = client_for(town)
    return lambda url=ALL, **query: client.get(url, query)


def vevents(response_or_bytes):
    content = getattr(response_or_bytes, "content", response_or_bytes)
    return Calendar.from_ical(content).walk("VEVENT")


def expanded(found, last: datetime) -> set[tuple[datetime, datetime | None, str]]:
    """What another program makes of it until `last`: (begin, end, status), in UTC."""
    dates, masters = {}, [each for each in found if "RECURRENCE-ID" not in each]
    for master in masters:
        start = _aware(master.decoded("DTSTART"))
        length = _wall_length(master)
        for begin in _begins(master, start, last):
            dates[master["UID"], begin] = (begin, _plus(begin, length), str(master["STATUS"]))
    for exception in (each for each in found if "RECURRENCE-ID" in each):
        key = exception["UID"], _aware(exception.decoded("RECURRENCE-ID"))
        begin = _aware(exception.decoded("DTSTART"))
        dates[key] = (begin, _plus(begin, _wall_length(exception)), str(exception["STATUS"]))
    return {
        (begin.astimezone(UTC), end and end.astimezone(UTC), status)
        for begin, end, status in dates.values()
    }


def _begins(master, start: datetime, last: datetime):
    if "RRULE" not in master:
        return [start]
    text = master["RRULE"].to_ical().decode()
    left_out = {_aware(each.dt) for each in master["EXDATE"].dts} if "EXDATE" in master else set()
    rule = rrulestr(_with_utc_until(text), dtstart=start)
    return [each for each in rule.between(start, last, inc=True) if each not in left_out]


def _with_utc_until(text: str) -> str:
    parts = dict(part.split("=") for part in text.split(";"))
    if len(parts.get("UNTIL", "")) == 8:  # a day: dateutil wants a moment beside an aware start
        day = datetime.strptime(parts["UNTIL"], "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
        parts["UNTIL"] = f"{clock.moment(day):%Y%m%dT%H%M%SZ}"
    return ";".join("=".join(part) for part in parts.items())


def _aware(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time.min, tzinfo=clock.BERLIN)


def _wall_length(component) -> timedelta | None:
    if "DTEND" not in component:
        return None
    begin, end = _aware(component.decoded("DTSTART")), _aware(component.decoded("DTEND"))
    return end.replace(tzinfo=None) - begin.replace(tzinfo=None)


def _plus(begin: datetime, length: timedelta | None) -> datetime | None:
    if length is None:
        return None
    return (begin.replace(tzinfo=None) + length).replace(tzinfo=clock.BERLIN)


def ours(dates) -> set[tuple[datetime, datetime | None, str]]:
    status = {"confirmed": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED"}
    return {
        (each.starts_at, None if each.is_open_ended else each.ends_at, status[each.status])
        for each in dates
    }


HOURS = [(time(18), time(20, 30)), (time(18), None), (None, None)]


@given(rules(), st.sampled_from(HOURS), st.integers(0, 2), st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_another_program_expands_a_series_to_exactly_our_dates(case, hours, days, data):
    rule, start = case
    page = EventPage(
        title="Reihe",
        start_date=start,
        end_date=start + timedelta(days=days),
        start_time=hours[0],
        end_time=hours[1],
        rrule=str(rule),
    )
    at = clock.moment(start)
    days_of_series = page.planned_days(start, start + timedelta(days=200))
    changed = data.draw(st.lists(st.sampled_from(days_of_series), unique=True, max_size=4))
    kinds = st.sampled_from(["left_out", "cancelled", "noted"])
    page.date_changes = [change(day, data.draw(kinds)) for day in changed]

    planned = plan(page, at)
    file = ics.calendar("Alle", "https://ort.example/", ics.vevents(page, _listing()))

    last = clock.moment(clock.local(at).date()) + timedelta(days=700)
    in_time = {each for each in ours(planned) if each[0] <= last}
    assert {each for each in expanded(vevents(file), last) if each[0] <= last} == in_time


def _listing() -> ics.Listing:
    return ics.Listing(CalendarEntry(uid="reihe", changed_at=NOW), "https://ort.example/", [])


pytestmark = pytest.mark.django_db


def test_says_what_it_is(town, get):
    event(town)

    response = get()

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="termintipps-musterstadt.ics"' in response.headers["Content-Disposition"]
    lines = response.content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "NAME:Termintipps Musterstadt" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "SOURCE;VALUE=URI:http://musterstadt.example/termintipps/kalender.ics" in lines


def test_lines_end_with_crlf_and_are_folded_by_octets(town, get):
    long_words = "Wärmepumpenübergangsförderungsgesprächsrunde " * 8
    event(town, "Größe 🌍 " * 20, summary=long_words[:300])

    content = get().content

    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert vevents(content)[0]["DESCRIPTION"] == long_words[:300].strip()


def test_escapes_what_has_a_meaning_in_the_format(town, get):
    event(town, "Kaffee; Kuchen, Gespräch\\Musik", place_name="Haus 1; links, oben")

    [found] = vevents(get())
    assert found["SUMMARY"] == "Kaffee; Kuchen, Gespräch\\Musik"
    assert found["LOCATION"] == "Haus 1; links, oben"
    assert b"SUMMARY:Kaffee\\; Kuchen\\, Gespr\xc3\xa4ch\\\\Musik\r\n" in get().content


def test_a_title_cannot_smuggle_lines_in(town, get):
    event(town, "Harmlos", summary="Zeile\r\nATTACH:https://boese.example/\r\nEND:VEVENT")

    assert "ATTACH" not in vevents(get())[0]
    assert b"\r\nATTACH" not in get().content


def test_one_event_with_all_that_a_calendar_shows(town, get):
    kind = Category.objects.get(slug="teilen")
    page = event(town, "Kleidertausch", categories=[kind])

    [found] = vevents(get())

    assert found["UID"] == page.calendar_entry.uid
    assert found["URL"] == "http://musterstadt.example/termintipps/kleidertausch/"
    assert found.to_ical().decode().count("CATEGORIES:Teilen & Tauschen") == 1
    assert found.decoded("DTSTAMP") == NOW
    assert found["SEQUENCE"] == 0
    assert b"DTSTART;TZID=Europe/Berlin:20261205T110000\r\n" in get().content


def test_brings_its_time_zone_along(town, get):
    event(town)

    [zone] = Calendar.from_ical(get().content).walk("VTIMEZONE")

    assert zone["TZID"] == "Europe/Berlin"
    assert {each.name for each in zone.subcomponents} == {"DAYLIGHT", "STANDARD"}


def test_whole_days_are_dates_with_an_exclusive_end(town, get):
    event(town, start_time=None, end_time=None, end_date=date(2026, 12, 7))

    content = get().content

    assert b"DTSTART;VALUE=DATE:20261205\r\n" in content
    assert b"DTEND;VALUE=DATE:20261208\r\n" in content


def test_an_open_end_has_no_dtend(town, get):
    event(town, end_time=None)

    assert "DTEND" not in vevents(get())[0]


def test_a_series_is_one_event_with_its_rule(town, get):
    event(
        town,
        rrule="FREQ=WEEKLY;BYDAY=SA;UNTIL=20270131",
        changes=[change(date(2026, 12, 26)), change(date(2027, 1, 2), "cancelled", note="Urlaub")],
    )

    master, cancelled = vevents(get())

    # 23:59 would be wrong: UNTIL is the last begin, in UTC, and Berlin is an hour ahead.
    assert master["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270131T100000Z;BYDAY=SA"
    assert b"EXDATE;TZID=Europe/Berlin:20261226T110000\r\n" in get().content
    assert cancelled["STATUS"] == "CANCELLED"
    assert cancelled["UID"] == master["UID"]
    assert cancelled["DESCRIPTION"].startswith("Urlaub")
    assert b"RECURRENCE-ID;TZID=Europe/Berlin:20270102T110000\r\n" in get().content


def test_a_moved_date_says_which_one_it_was(town, get):
    moved = change(date(2026, 12, 12), "moved", new_date=date(2026, 12, 13))
    event(town, rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=3", changes=[moved])

    _master, exception = vevents(get())

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

    found = expanded(vevents(get(**query)), clock.moment(FAR_AHEAD))

    assert sorted(begin.day for begin, _end, _status in found) == days


def test_what_is_history_goes_out_as_it_was(town, get, today):
    page = event(town, rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=4")
    today.move_to(datetime(2026, 12, 14, 12, tzinfo=clock.BERLIN))
    page.start_date, page.rrule = date(2026, 12, 6), "FREQ=WEEKLY;BYDAY=SU;COUNT=4"
    page.save_revision().publish()

    found = expanded(vevents(get(**{"from": "2026-12-01"})), clock.moment(FAR_AHEAD))

    assert found == ours(Occurrence.objects.filter(event=page))


def test_holds_the_same_events_as_the_list(town, other_town, get):
    kind = Category.objects.get(slug="teilen")
    event(town, "Tausch", categories=[kind])
    event(town, "Anderes")
    event(town, "Geheim", draft=True)
    event(other_town, "Von nebenan", categories=[kind])

    assert [each["SUMMARY"] for each in vevents(get(category="teilen"))] == ["Tausch"]
    assert [each["SUMMARY"] for each in vevents(get())] == ["Tausch", "Anderes"]


def test_a_broken_filter_is_answered_with_one_sentence(town, get):
    response = get(**{"from": "gestern"})

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().strip().endswith(".")


def test_one_event_can_be_taken_along(town, get):
    event(town, "Kleidertausch")
    event(town, "Anderes")

    response = get("/termintipps/kleidertausch/termin.ics")

    assert [each["SUMMARY"] for each in vevents(response)] == ["Kleidertausch"]
    assert 'filename="kleidertausch.ics"' in response.headers["Content-Disposition"]


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


@pytest.mark.parametrize("query", [{}, {"from": "2026-12-01", "to": "2027-12-31"}])
def test_costs_a_fixed_number_of_queries(town, get, query, queries_of):
    for number in range(12):
        event(town, f"Tag {number}", rrule="FREQ=WEEKLY;BYDAY=SA" if number % 2 else "")

    assert queries_of(lambda: get(**query)) <= 7
