"""Bytes become content lines in components, each with the number of its line in the file.

Lines are unfolded as bytes, because a fold may part a letter in two; each is then UTF-8, or what
Windows wrote (CP1252). Of what nobody asks for nothing is kept.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from icalendar.parser import Contentline

from kommunen.tables import BadFile

from .limits import MAX_BYTES, MAX_DEPTH, MAX_EVENTS, MAX_LINE, MAX_LINES

NAME = re.compile(rb"[A-Za-z0-9-]+(?=[;:])")
KEPT = frozenset(
    {
        *("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "STATUS", "CLASS"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
        *("SEQUENCE", "LAST-MODIFIED", "ORGANIZER", "CONFERENCE", "X-GOOGLE-CONFERENCE"),
        *("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-CDO-ALLDAYEVENT"),
        *("TZID", "TZOFFSETFROM", "TZOFFSETTO", "METHOD", "X-WR-CALNAME", "NAME"),
    }
)
LOOKED_INTO = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
PACKED = {b"\x1f\x8b": "GZIP", b"PK\x03\x04": "ZIP"}
UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
ENCODED = re.compile(rb"[^:]*;ENCODING=(?:QUOTED-PRINTABLE|B|BASE64)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    name: str  # in capitals
    parameters: dict[str, str]
    value: str  # as it stands there, with backslashes


@dataclass(slots=True)
class Part:
    """A component: a calendar, an event, a time zone and its halves."""

    kind: str
    number: int  # of the line that begins it
    lines: list[Line] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    bad_lines: list[int] = field(default_factory=list)  # that cannot be read
    long_lines: list[int] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        return next(iter(self.all(name)), None)


def calendars_in(content: bytes) -> list[Part]:
    """The calendars of a file; mostly it is one.

    Raises:
        BadFile: it is none, too large, or ends in the middle.
    """
    content = _plain(content)
    top = Part("", 0)
    open_parts, events = [top], 0
    for number, raw in _unfolded(content):
        name = NAME.match(raw)
        word = name.group().upper() if name else b""
        if word == b"BEGIN":
            part = Part(_word(raw), number)
            events += part.kind == "VEVENT"
            _check(len(open_parts), events, number)
            open_parts.append(part)
        elif word == b"END":
            if len(open_parts) == 1 or open_parts[-1].kind != _word(raw):
                raise BadFile(
                    _("Line %(line)d ends something that was not begun.") % {"line": number}
                )
            closed = open_parts.pop()
            if closed.kind in LOOKED_INTO:
                open_parts[-1].parts.append(closed)
        elif len(open_parts) == 1:
            if raw.strip():
                raise BadFile(_no_calendar(content))
        elif open_parts[-1].kind in LOOKED_INTO:
            _keep(open_parts[-1], number, raw, word.decode())
    if len(open_parts) > 1:
        raise BadFile(_("The file ends in the middle. It was probably not loaded completely."))
    found = [part for part in top.parts if part.kind == "VCALENDAR"]
    if not found:
        raise BadFile(_no_calendar(content))
    return found


def _plain(content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise BadFile(
            _("The file has %(size)d MB. A calendar may have %(most)d MB at most.")
            % {"size": -(-len(content) // 1_000_000), "most": MAX_BYTES // 1_000_000}
        )
    for start, kind in PACKED.items():
        if content.startswith(start):
            raise BadFile(
                _("This is a packed file (%(kind)s). Please unpack it and send what is in it.")
                % {"kind": kind}
            )
    for mark, encoding in UTF16.items():
        if content.startswith(mark):
            content = content[2:].decode(encoding, "replace").encode()
    if b"\x00" in content:
        raise BadFile(_("The file holds zero bytes, which no text has. It is damaged."))
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        raise BadFile(_("The file is empty."))
    return content


def _no_calendar(content: bytes) -> str:
    if content.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        return _("This is a web page, no calendar. The address of the calendar is another one.")
    return _("This is no calendar: it does not begin with BEGIN:VCALENDAR.")


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Logical lines with the number of their first line in the file."""
    begun, pieces, is_soft = 0, [], False
    physical = re.finditer(rb"([^\r\n]*)(?:\r\n|\n|\r|\Z)", content)
    for number, match in enumerate(physical, start=1):
        raw = match.group(1)
        if number > MAX_LINES:
            raise BadFile(
                _("The file has more than %(most)s lines, which no calendar of a town needs.")
                % {"most": f"{MAX_LINES:,}".replace(",", ".")}
            )
        if pieces and is_soft:
            pieces.append(raw)
        elif pieces and raw[:1] in (b" ", b"\t"):
            pieces.append(raw[1:])
        else:
            if pieces:
                yield begun, b"".join(pieces)
            begun, pieces = number, [raw]
        # vCalendar 1.0 breaks quoted-printable lines with an equals sign at the end.
        is_soft = raw.endswith(b"=") and bool(ENCODED.match(pieces[0][:200]))
        if is_soft:
            pieces[-1] = pieces[-1][:-1]
    if pieces:
        yield begun, b"".join(pieces)


def _check(depth: int, events: int, number: int) -> None:
    if depth > MAX_DEPTH:
        raise BadFile(_("Line %(line)d: the file is nested too deep.") % {"line": number})
    if events > MAX_EVENTS:
        raise BadFile(
            _("The calendar has more than %(most)s events. Please send a part of it.")
            % {"most": f"{MAX_EVENTS:,}".replace(",", ".")}
        )


def _word(raw: bytes) -> str:
    return raw.partition(b":")[2].strip().decode("ascii", "replace").upper()[:40]


def _keep(part: Part, number: int, raw: bytes, name: str) -> None:
    if not name:
        _add_to_last(part, number, raw)
    elif name in KEPT:
        if len(raw) > MAX_LINE:
            part.long_lines.append(number)
            return
        try:
            _name, parameters, value = Contentline(_text(raw)).raw_parts()
        except ValueError:
            part.bad_lines.append(number)
            return
        told = {key.upper(): _parameter(each) for key, each in parameters.items()}
        part.lines.append(Line(number, name, told, _decoded(value, told)))


def _add_to_last(part: Part, number: int, raw: bytes) -> None:
    """A line end that nobody escaped: some programs write descriptions as they were typed."""
    last = part.lines[-1] if part.lines else None
    if last and last.name in ("DESCRIPTION", "SUMMARY", "LOCATION"):
        value = last.value + r"\n" + _text(raw)
        if len(value) <= MAX_LINE:
            part.lines[-1] = Line(last.number, last.name, last.parameters, value)
    elif raw.strip() and part.kind == "VEVENT":
        part.bad_lines.append(number)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _parameter(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _decoded(value: str, parameters: dict[str, str]) -> str:
    """Quoted-printable, as vCalendar 1.0 had it, and as it is left over in newer files."""
    said = parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE"
    if not said and not re.search(r"(?:=C3=[89AB][0-9A-F])|=0D=0A|=E2=80=", value):
        return value
    raw = quopri.decodestring(value.encode())
    text = _text(raw)
    return text.replace("\r\n", r"\n").replace("\n", r"\n")
