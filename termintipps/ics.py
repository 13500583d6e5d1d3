"""Events for other calendars: RFC 5545, with the calendar's name and rhythm from RFC 7986.

The `icalendar` library writes it (line ends, folding by octets, escaping). A series is one
VEVENT with its rule; dates that differ are VEVENTs beside it, named by RECURRENCE-ID.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Component, Event, vDuration, vRecur, vText, vUri

from termintipps import clock
from termintipps.dated import Dated
from termintipps.plan import Planned, planned_on
from termintipps.recurrence import Rule

if TYPE_CHECKING:
    from termintipps.models import CalendarEntry, EventPage, Occurrence

PRODUCT = "-//MehrWert-Baukasten//Termintipps//DE"
REFRESH = timedelta(hours=6)

# The rule of the European Union, in force since 1996. Written out, because a rule is what all
# calendar programs understand, and it does not run out.
TIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a VEVENT says beyond the event's own words."""

    entry: "CalendarEntry"
    url: str
    categories: list[str]


def calendar(name: str, url: str, vevents: Iterable[Event]) -> bytes:
    """A whole calendar file.

    Args:
        name: As subscribers see it in their list of calendars.
        url: Absolute address of this very file, for those who want to subscribe.
    """
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", vText(name))
    found.add("x-wr-calname", vText(name))
    found.add("source", vUri(url), parameters={"VALUE": "URI"})
    found.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", vDuration(REFRESH))
    found.add_component(Component.from_ical(TIMEZONE))
    for each in vevents:
        found.add_component(each)
    return found.to_ical()


def vevents(
    event: "EventPage", listing: Listing | None, rows: "Iterable[Occurrence] | None" = None
) -> Iterator[Event]:
    """The event as VEVENTs: itself, and one for each of its dates that is not as planned.

    Args:
        listing: None leaves out what is not the event's own content.
        rows: The dates that shall be in. A rule is cut off around them and has exceptions
            between them; a date that the rule no longer has, because it is history, goes out
            as an event of its own. None means the whole series, endless if it is.
    """
    if rows is None:
        yield from _series(event, listing, None)
        return
    rows = list(rows)
    planned = {each.date: each for each in planned_on(event, _days_of(event, rows))}
    fitting = [row.date for row in rows if _is_same(row, planned.get(row.date))]
    yield from _series(event, listing, fitting)
    for row in rows:
        if row.date not in fitting:
            yield _vevent(event, listing, row, uid_suffix=f"-{row.date}")


def content(event: "EventPage") -> bytes:
    """What people see of the event in other calendars; changes if and only if that changes."""
    return b"".join(each.to_ical() for each in vevents(event, None))


def _series(
    event: "EventPage", listing: Listing | None, days: list[date] | None
) -> Iterator[Event]:
    """Master and exceptions for these planned days, None for all of them."""
    if days == []:
        return
    changes = {change.date: change for change in event.date_changes.all()}
    if days is None:
        start, rule = event.start_date, event.rule
        left_out = [
            day
            for day, change in changes.items()
            if change.is_left_out and event.planned_days(day, day)
        ]
        if rule is None and left_out:
            return
    else:
        start, last = min(days), max(days)
        rule = replace(event.rule, until=last, count=None) if start < last else None
        left_out = sorted({*event.planned_days(start, last)} - {*days})
    if rule is None:
        yield from (_vevent(event, listing, each) for each in planned_on(event, [start]))
        return
    yield _master(event, listing, start, rule, left_out)
    differing = [
        day
        for day in changes
        if day not in left_out and (days is None or day in days) and event.planned_days(day, day)
    ]
    for each in planned_on(event, differing):
        exception = _vevent(event, listing, each)
        _add_day(exception, "recurrence-id", each.date, event.start_time)
        yield exception


def _master(
    event: "EventPage", listing: Listing | None, start: date, rule: Rule, left_out: list[date]
) -> Event:
    found = _bare(event, listing)
    length = event.last_date - event.start_date
    _add_day(found, "dtstart", start, event.start_time)
    if event.is_all_day:
        _add_day(found, "dtend", start + length + clock.ONE_DAY, None)
    elif not event.is_open_ended:
        _add_day(found, "dtend", start + length, event.end_time)
    parts = vRecur.from_ical(str(rule))
    if rule.until and not event.is_all_day:
        parts["UNTIL"] = [clock.moment(rule.until, event.start_time)]
    found.add("rrule", parts)
    if left_out:
        found.add("exdate", [_wall(day, event.start_time) for day in left_out])
    return found


def _vevent(
    event: "EventPage", listing: Listing | None, dated: Dated, *, uid_suffix: str = ""
) -> Event:
    """One single date."""
    found = _bare(event, listing, dated.note, uid_suffix)
    if dated.is_cancelled:
        found["status"] = vText("CANCELLED")
    _add_day(found, "dtstart", dated.first_day, dated.start_time)
    if dated.is_all_day:
        _add_day(found, "dtend", dated.last_day + clock.ONE_DAY, None)
    elif not dated.is_open_ended:
        found.add("dtend", clock.local(dated.ends_at))
    return found


def _bare(
    event: "EventPage", listing: Listing | None, note: str = "", uid_suffix: str = ""
) -> Event:
    """An event without its times."""
    found = Event()
    if listing:
        found.add("uid", f"{listing.entry.uid}{uid_suffix}")
        found.add("dtstamp", listing.entry.changed_at)
        found.add("last-modified", listing.entry.changed_at)
        found.add("sequence", listing.entry.sequence)
        found.add("url", vUri(listing.url))
        if listing.categories:
            found.add("categories", listing.categories)
    found.add("summary", event.title)
    found.add("description", "\n\n".join(filter(None, [note, event.summary])))
    found.add("status", "CONFIRMED")
    # A tip is no appointment: it must not make its reader look busy.
    found.add("transp", "TRANSPARENT")
    if event.place:
        found.add("location", event.place)
    if event.is_online and event.online_url:
        found.add(
            "conference", vUri(event.online_url), parameters={"VALUE": "URI", "LABEL": "Online"}
        )
    return found


def _wall(day: date, clock_time: time | None) -> date | datetime:
    if clock_time is None:
        return day
    return datetime.combine(day, clock_time, tzinfo=clock.BERLIN)


def _add_day(component: Event, name: str, day: date, clock_time: time | None) -> None:
    component.add(name, _wall(day, clock_time))


def _days_of(event: "EventPage", rows: "list[Occurrence]") -> list[date]:
    """The rows' days that are days of the series, too."""
    if not rows:
        return []
    days = {row.date for row in rows}
    return [day for day in event.planned_days(min(days), max(days)) if day in days]


def _is_same(row: "Occurrence", planned: Planned | None) -> bool:
    names = "starts_at", "ends_at", "is_all_day", "is_open_ended", "status", "note"
    return planned is not None and all(
        getattr(row, name) == getattr(planned, name) for name in names
    )
