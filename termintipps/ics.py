"""Calendar files: RFC 5545, with the calendar's name and rhythm from RFC 7986.

The `icalendar` library writes it (line ends, folding by octets, escaping). What does not depend
on the request is written once, when the event changes, and kept with its `CalendarEntry`; a file
is then put together from pieces, however many events it has.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Component, Event, vDuration, vText, vUri

if TYPE_CHECKING:
    from termintipps.models import CalendarEntry

PRODUCT = "-//MehrWert-Baukasten//Termintipps//DE"
REFRESH = timedelta(hours=6)
BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
END_OF_FILE = b"END:VCALENDAR\r\n"

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


def calendar(name: str, url: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A whole calendar file, piece by piece.

    Args:
        name: As subscribers see it in their list of calendars.
        url: Absolute address of this very file, for those who want to subscribe.
        pieces: Written VEVENTs.
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
    yield found.to_ical().removesuffix(END_OF_FILE)
    yield from pieces
    yield END_OF_FILE


def written(vevents: Iterable[Event]) -> bytes:
    return b"".join(each.to_ical() for each in vevents)


def stamped(content: bytes, *, changed_at: datetime, sequence: int) -> bytes:
    """The VEVENTs with the moment and the number of their last change."""
    head = Event()
    head.add("dtstamp", changed_at)
    head.add("last-modified", changed_at)
    head.add("sequence", sequence)
    return _headed(content, head)


def located(entry: "CalendarEntry", content: bytes | None, url: str, kinds: list[str]) -> bytes:
    """The VEVENTs with what depends on the town: their address, and the names of categories.

    Args:
        content: Written VEVENTs; None means the kept ones of the entry.
    """
    if content is None:
        content = entry.vevents.encode()
    else:
        content = stamped(content, changed_at=entry.changed_at, sequence=entry.sequence)
    head = Event()
    head.add("url", vUri(url))
    if kinds:
        head.add("categories", kinds)
    return _headed(content, head)


def _headed(content: bytes, head: Event) -> bytes:
    """Each VEVENT begins with these lines. No value can look like its begin: values are folded."""
    lines = head.to_ical().removeprefix(BEGIN).removesuffix(END)
    return content.replace(BEGIN, BEGIN + lines)
