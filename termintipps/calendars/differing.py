"""In what way single dates of a foreign series differ from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from termintipps.dated import Difference

from .entries import Entry
from .events import Change
from .stamps import Span

NOTE_LENGTH = 300


@dataclass(slots=True)
class SeriesDate:
    """One date: planned at `wall` (naive, on the clocks of the begin), that is at `span`."""

    wall: datetime
    span: Span
    other: Entry | None = None  # what describes it instead of the series


def discreet(other: Entry, master: Entry) -> Entry:
    """Of a private date of a public series nobody reads more than when it is."""
    if not other.is_private:
        return other
    return replace(
        other, title=master.title, description=master.description, location=master.location
    )


def changes_of(
    planned: Mapping[date, SeriesDate], master: Entry, today: date
) -> dict[date, Change]:
    """What differs, by planned day."""
    found = {}
    for day in sorted(planned):
        change = _change(day, planned[day], master)
        # A cancelled series names the dates to come; what lies behind is no news.
        is_news = day >= today or planned[day].other is not None
        if change and is_news:
            found[day] = change
    return found


def _change(day: date, each: SeriesDate, master: Entry) -> Change | None:
    """In what way this date differs from the series; None if in none."""
    other = each.other
    if other is None:
        return Change(day, Difference.CANCELLED) if master.is_cancelled else None
    note = _note(other, master)
    if other.is_cancelled or master.is_cancelled:
        return Change(day, Difference.CANCELLED, note=note)
    here, there = " ".join(master.location.split()), " ".join(other.location.split())
    place = there if there != here else ""
    if other.span != each.span:
        now, then = other.span, each.span
        return Change(
            day,
            Difference.MOVED,
            note=note,
            new_date=now.day if now.day != then.day else None,
            new_start_time=now.start if now.start != then.start else None,
            new_end_time=now.end if now.end != then.end else None,
            place=place,
        )
    if place:
        return Change(day, Difference.ELSEWHERE, note=note, place=place)
    return Change(day, Difference.NOTED, note=note) if note else None


def _note(other: Entry, master: Entry) -> str:
    """What the single date says that the series does not."""
    parts = []
    if other.title != master.title:
        parts.append(other.title)
    if other.description != master.description:
        parts.append(" ".join(other.description.split()))
    text = ": ".join(filter(None, parts))
    if len(text) <= NOTE_LENGTH:
        return text
    return text[: NOTE_LENGTH - 2].rsplit(" ", 1)[0] + " …"
