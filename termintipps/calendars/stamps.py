"""Days and moments as calendars write them, and the wall clocks in Germany they stand for."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext as _
from icalendar import vDuration

from termintipps.clock import BERLIN, ONE_DAY
from termintipps.limits import FIRST_DAY, LAST_DAY, LONGEST

from .lines import Line
from .zones import Zones

WRITTEN = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z)?)?\Z")


class Unreadable(ValueError):
    """An event cannot be taken over. The message is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or a moment on the clocks of a zone."""

    wall: datetime  # naive; midnight of a day
    zone: tzinfo
    is_day: bool

    @property
    def local(self) -> datetime:
        """Naive, as clocks on the wall in Germany show it."""
        if self.is_day or self.zone is BERLIN:
            return self.wall
        return self.wall.replace(tzinfo=self.zone).astimezone(BERLIN).replace(tzinfo=None)

    def on_clocks_of(self, other: "Stamp") -> datetime:
        """Naive, in the zone of another; a day stays a day."""
        if self.is_day or other.is_day or self.zone is other.zone:
            return self.wall
        return self.wall.replace(tzinfo=self.zone).astimezone(other.zone).replace(tzinfo=None)

    def at(self, wall: datetime) -> "Stamp":
        return Stamp(wall, self.zone, self.is_day)


@dataclass(frozen=True, slots=True)
class Span:
    """When something takes place, on German clocks; no start: all day; no end: open end."""

    day: date
    start: time | None
    last: date  # inclusive
    end: time | None

    @property
    def nights(self) -> int:
        return (self.last - self.day).days

    @property
    def hours(self) -> tuple:
        """What the dates of one event of ours have in common."""
        return self.start is not None, self.start or time.min, self.end or time.min, self.nights


def stamp(line: Line, zones: Zones, *, text: str | None = None) -> Stamp:
    """Read a date or a moment; one without a zone is meant as clocks in Germany show it.

    Raises:
        Unreadable: it is none, or lies outside of our time.
    """
    text = (line.value if text is None else text).strip()
    match = WRITTEN.match(text)
    if match is None:
        raise Unreadable(
            _("Line %(line)d: “%(text)s” is no date.") % {"line": line.number, "text": text[:40]}
        )
    year, month, day, hour, minute, second, is_utc = match.groups()
    clock = int(hour or 0), int(minute or 0), min(int(second or 0), 59)  # there are leap seconds
    try:
        wall = datetime(int(year), int(month), int(day), *clock)  # noqa: DTZ001 see `zone`
    except ValueError as error:
        raise Unreadable(
            _("Line %(line)d: “%(text)s” is no date.") % {"line": line.number, "text": text[:40]}
        ) from error
    if not FIRST_DAY <= wall.date() <= LAST_DAY:
        raise Unreadable(
            _("Line %(line)d: the year %(year)d lies outside of 1970 to 2099.")
            % {"line": line.number, "year": wall.year}
        )
    is_day = hour is None or line.parameters.get("VALUE", "").upper() == "DATE"
    if is_day:
        return Stamp(datetime.combine(wall.date(), time.min), BERLIN, True)
    return Stamp(wall, UTC if is_utc else zones.named(line.parameters.get("TZID", "")), False)


def length_of(line: Line) -> timedelta:
    """Raises Unreadable: it is no length of time."""
    try:
        return vDuration.from_ical(line.value.strip()[:40])
    except (ValueError, OverflowError) as error:
        raise Unreadable(
            _("Line %(line)d: “%(text)s” is no length of time.")
            % {"line": line.number, "text": line.value[:40]}
        ) from error


def span(start: Stamp, length: timedelta | None) -> Span:
    """From the begin and the length; without one, or with none at all, the end is open.

    Raises:
        Unreadable: it lasts longer than a year.
    """
    if length is not None and length > LONGEST:
        raise Unreadable(_("It lasts longer than a year, so it is no event."))
    begin = start.local
    if start.is_day:
        days = max(length or ONE_DAY, ONE_DAY)
        return Span(begin.date(), None, (begin + days - ONE_DAY).date(), None)
    if length is None or length <= timedelta(0):
        return Span(begin.date(), begin.time(), begin.date(), None)
    end = start.at(start.wall + length).local
    if end <= begin:  # the hour in which clocks are put back
        return Span(begin.date(), begin.time(), begin.date(), None)
    return Span(begin.date(), begin.time(), end.date(), end.time())
