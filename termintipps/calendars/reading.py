"""A file becomes events: its entries by UID, then each of them in the words of our pages."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from time import thread_time

from django.utils.translation import gettext as _

from kommunen.tables import BadFile
from termintipps import clock

from .entries import Entry, entry, title_of
from .events import Calendar, Problem
from .lines import Line, Part, calendars_in
from .series import events_of, single
from .stamps import Unreadable
from .zones import Zones

SECONDS = 6  # of computing the rules of one file, however busy the machine is


def read_calendar(content: bytes, at: datetime) -> Calendar:
    """Read an iCalendar file.

    Args:
        at: Now (aware); series are looked at 24 months around.

    Raises:
        BadFile: nobody can read it, or it would take too long.
    """
    found, number = Calendar(), 0
    until, today = thread_time() + SECONDS, clock.local(at).date()
    for part in calendars_in(content):
        zones, entries = Zones(part), []
        found.name = found.name or _text(part.first("X-WR-CALNAME") or part.first("NAME"))[:120]
        method = _text(part.first("METHOD")).upper()
        for each in part.parts:
            if each.kind == "VEVENT":
                number += 1
                _read_entry(each, number, zones, method, entries, found)
        for key, group in _grouped(entries).items():
            if thread_time() > until:
                raise BadFile(_("Its repetitions take too long to work out."))
            _read_group(key, group, today, found)
        if zones.unknown:
            found.notes.append(
                _("Unknown time zones were read as German time: %(names)s.")
                % {"names": ", ".join(sorted(zones.unknown)[:10])}
            )
    found.events.sort(key=lambda event: event.entry.number)
    return found


def where(number: int, line: int) -> str:
    return _("Event %(number)d (line %(line)d)") % {"number": number, "line": line}


def _text(line: Line | None) -> str:
    return line.value.strip() if line else ""


def _read_entry(
    part: Part, number: int, zones: Zones, method: str, entries: list[Entry], found: Calendar
) -> None:
    place = where(number, part.number)
    try:
        entries.append(entry(part, place, number, zones, is_withdrawn=method == "CANCEL"))
    except Unreadable as error:
        uid = _text(part.first("UID"))
        found.problems.append(Problem(place, title_of(part), str(error), uid))


def _grouped(entries: list[Entry]) -> dict[str, list[Entry]]:
    """Entries by the key of their event: its UID, or what it is about and when if it has none."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        groups[each.uid or f"{each.start.local.isoformat()} {each.title}"].append(each)
    return groups


def _read_group(key: str, group: list[Entry], today: date, found: Calendar) -> None:
    """One UID. Written twice, the newer counts; at two times, it names two events."""
    masters = _newest(
        [each for each in group if each.recurrence is None],
        lambda each: (each.start.local, each.start.is_day),
    )
    others = [each for each in group if each.recurrence is not None]
    for number, master in enumerate(masters):
        own = key if number == 0 else f"{key} {master.start.local.isoformat()}"
        try:
            found.events += events_of(own, master, others if number == 0 else [], today)
        except Unreadable as error:
            found.problems.append(Problem(master.where, master.title, str(error), own))
    if not masters:  # a file with only the changed dates of a series: each is an event
        for other in _newest(others, lambda each: each.recurrence.local):
            found.events.append(single(f"{key} {other.recurrence.local.isoformat()}", other))


def _newest(entries: list[Entry], name: Callable[[Entry], object]) -> list[Entry]:
    kept: dict[object, Entry] = {}
    for each in entries:
        before = kept.get(name(each))
        if before is None or each.sequence >= before.sequence:
            kept[name(each)] = each
    return list(kept.values())
