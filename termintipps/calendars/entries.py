"""A VEVENT, checked: what it is about, and when."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from icalendar.parser import unescape_backslash

from kommunen.plaintext import one_line
from kommunen.prose import lines_of, plain, plain_line
from termintipps.clock import ONE_DAY

from .limits import MAX_LINE, MAX_STAMPS
from .lines import Line, Part
from .stamps import Span, Stamp, Unreadable, length_of, span, stamp
from .zones import Zones

PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
ONLINE = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
LIST_COMMA = re.compile(r"(?<!\\),")
check_address = URLValidator(schemes=["http", "https"])


@dataclass(slots=True)
class Entry:
    """One VEVENT: an event, a series, or a date of a series that differs."""

    where: str  # "Termin 3 (Zeile 47)"
    number: int  # from 1, in the order of the file
    uid: str
    title: str
    start: Stamp
    span: Span
    length: timedelta | None
    description: str = ""
    location: str = ""
    url: str = ""
    online_url: str = ""
    organiser: str = ""
    words: tuple[str, ...] = ()
    is_cancelled: bool = False
    is_private: bool = False
    sequence: int = 0
    changed_at: datetime | None = None
    recurrence: Stamp | None = None
    holds_on: bool = False  # RANGE=THISANDFUTURE
    rules: list[Line] = field(default_factory=list)
    not_rules: list[Line] = field(default_factory=list)
    further: list[tuple[Stamp, timedelta | None]] = field(default_factory=list)
    left_out: list[Stamp] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_series(self) -> bool:
        return bool(self.rules or self.further)


def entry(
    part: Part, where: str, number: int, zones: Zones, *, is_withdrawn: bool = False
) -> Entry:
    """Read a VEVENT.

    Args:
        is_withdrawn: The file as a whole takes its events back (METHOD:CANCEL).

    Raises:
        Unreadable: with a sentence that names the line.
    """
    for bad, sentence in (
        (part.bad_lines, _("Line %(line)d cannot be read.")),
        (part.long_lines, _("Line %(line)d is longer than %(most)d characters.")),
    ):
        if bad:
            raise Unreadable(sentence % {"line": bad[0], "most": MAX_LINE})
    start, length = _when(part, zones)
    recurrence = part.first("RECURRENCE-ID")
    found = Entry(
        where=where,
        number=number,
        uid=one_line(_value(part, "UID"))[:1000],
        title=title_of(part),
        start=start,
        span=span(start, length),
        length=length,
        description=lines_of(plain(_value(part, "DESCRIPTION"))),
        location=plain(_value(part, "LOCATION")),
        organiser=_organiser(part.first("ORGANIZER")),
        words=tuple(_words(part)),
        is_cancelled=is_withdrawn or _value(part, "STATUS").strip().upper() == "CANCELLED",
        is_private=_value(part, "CLASS").strip().upper() in PRIVATE,
        sequence=_number(_value(part, "SEQUENCE")),
        changed_at=_moment(part.first("LAST-MODIFIED"), zones),
        recurrence=stamp(recurrence, zones) if recurrence else None,
        holds_on=bool(recurrence) and "RANGE" in recurrence.parameters,
        rules=part.all("RRULE")[:1],
        not_rules=part.all("EXRULE")[:1],
        further=list(_periods(part, zones)),
        left_out=list(_stamps(part, zones)),
    )
    _read_addresses(found, part)
    return found


def title_of(part: Part) -> str:
    return plain_line(_value(part, "SUMMARY"))


def _value(part: Part, name: str) -> str:
    line = part.first(name)
    return unescape_backslash(line.value) if line else ""


def _when(part: Part, zones: Zones) -> tuple[Stamp, timedelta | None]:
    line = part.first("DTSTART")
    if line is None:
        raise Unreadable(_("It does not say when it begins (DTSTART)."))
    start = stamp(line, zones)
    is_whole_day = _value(part, "X-MICROSOFT-CDO-ALLDAYEVENT").strip().upper() == "TRUE"
    if is_whole_day and start.wall.time() == time.min:
        start = Stamp(start.wall, start.zone, True)
    if end := part.first("DTEND"):
        stop = stamp(end, zones)
        if start.is_day:
            return start, _whole_days(stop.wall - start.wall)
        return start, stop.on_clocks_of(start) - start.wall
    if duration := part.first("DURATION"):
        length = length_of(duration)
        return start, _whole_days(length) if start.is_day else length
    return start, None


def _whole_days(length: timedelta) -> timedelta:
    """An end on a clock beside a begin without one: that day still counts."""
    return (
        length if length == timedelta(days=length.days) else timedelta(days=length.days) + ONE_DAY
    )


def _stamps(part: Part, zones: Zones) -> list[Stamp]:
    return [stamp(line, zones, text=text) for line, text in _listed(part, "EXDATE")]


def _periods(part: Part, zones: Zones) -> list[tuple[Stamp, timedelta | None]]:
    """RDATEs; one that is a period has a length of its own."""
    found = []
    for line, text in _listed(part, "RDATE"):
        begin, _slash, end = text.partition("/")
        first, length = stamp(line, zones, text=begin), None
        if end[:1] in ("P", "p"):
            length = length_of(Line(line.number, "DURATION", {}, end))
        elif end:
            length = stamp(line, zones, text=end).on_clocks_of(first) - first.wall
        found.append((first, length))
    return found


def _listed(part: Part, name: str) -> list[tuple[Line, str]]:
    found = [
        (line, text)
        for line in part.all(name)
        for text in line.value.split(",", MAX_STAMPS + 1)
        if text.strip()
    ]
    if len(found) > MAX_STAMPS:
        raise Unreadable(
            _("It has more than %(most)d single dates (%(name)s).")
            % {"most": MAX_STAMPS, "name": name}
        )
    return found


def _moment(line: Line | None, zones: Zones) -> datetime | None:
    """When the source says it was changed; nothing if it says so in no way we understand."""
    try:
        found = stamp(line, zones) if line else None
    except Unreadable:
        return None
    return found.wall.replace(tzinfo=found.zone) if found else None


def _words(part: Part) -> list[str]:
    """Categories, each once."""
    found = (
        plain_line(unescape_backslash(text))[:120]
        for line in part.all("CATEGORIES")
        for text in LIST_COMMA.split(line.value)
    )
    return list(dict.fromkeys(filter(None, found)))[:50]


def _organiser(line: Line | None) -> str:
    """The name, never the address: nobody has released it."""
    name = plain_line(line.parameters.get("CN", "")).strip("\"'") if line else ""
    return "" if "@" in name else name[:160]


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _read_addresses(found: Entry, part: Part) -> None:
    found.url = _address(found, part.first("URL"))
    for line in filter(None, map(part.first, ONLINE)):
        found.online_url = found.online_url or _address(found, line)
    if not found.online_url and is_address(found.location):
        found.online_url, found.location = found.location, ""


def _address(found: Entry, line: Line | None) -> str:
    """An address of the web; what is none (javascript:, file:, mailto:) is left out and told."""
    address = one_line(line.value) if line else ""
    for each in (address, f"https://{address}"):
        if not address or is_address(each):
            return each if address else ""
    found.notes.append(
        _("Line %(line)d: the address “%(address)s” was left out.")
        % {"line": line.number, "address": address[:40]}
    )
    return ""


def is_address(text: str) -> bool:
    try:
        check_address(text)
    except ValidationError:
        return False
    return len(text) <= 500
