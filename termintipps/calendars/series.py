"""A series as a foreign calendar has it becomes one that our form can hold.

Where our form can say the rule, the rule is kept. Of any other the single dates are kept, as many
as the form holds, up to the horizon of all series; the event then says so. Dates at other times
of day become an event of their own, because an event of ours has one time of day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from termintipps.dated import Difference
from termintipps.recurrence import HORIZON, Rule

from .differing import SeriesDate, changes_of, discreet
from .entries import Entry
from .events import Change, ForeignEvent
from .limits import MAX_FURTHER, MAX_TIMES
from .repeating import ForeignRule
from .stamps import Span, Stamp, Unreadable, span

KEY_LENGTH = 255


@dataclass(frozen=True, slots=True)
class _Window:
    first: date
    today: date
    last: date

    @classmethod
    def around(cls, today: date) -> "_Window":
        return cls(today - HORIZON, today, today + HORIZON)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def events_of(key: str, master: Entry, others: list[Entry], today: date) -> list[ForeignEvent]:
    """The event of a master; several if its dates begin at several times of day.

    Args:
        others: Entries that describe single dates of it.

    Raises:
        Unreadable: its rule is none we can follow.
    """
    if not (master.is_series or others):
        return [single(key, master)]
    others = [discreet(each, master) for each in others]
    window = _Window.around(today)
    rule = ForeignRule(master.rules[0], master.start) if master.rules else None
    dates = _dates(master, rule, window.last)
    said = _said(rule, dates, window) if rule else None
    dates += _further(master, {each.wall for each in dates})
    if said and any(each.span.day < dates[0].span.day for each in dates):
        said = None  # a further date before the begin: ours has none
    left_out = _left_out(master, window.last)
    kept = [each for each in dates if not _is_left_out(each, *left_out)]
    strays, is_cut = _apply(kept, master, others, window.last)
    groups = _by_hours(kept, prefer=master.span.hours)
    if len(groups) > MAX_TIMES:
        raise Unreadable(
            _("Its dates begin at more than %(most)d times of day.") % {"most": MAX_TIMES}
        )
    found: list[ForeignEvent] = []
    for number, group in enumerate(groups):
        own = f"{key} {group[0].span.start}" if number else key
        if said and not number:
            found.append(_with_rule(own, master, said, group, window, is_cut))
        else:
            found += _with_dates(own, master, group, window, None if said else rule)
    return found + [single(f"{key} {each.recurrence.local.isoformat()}", each) for each in strays]


def single(key: str, one: Entry) -> ForeignEvent:
    cancelled = (Change(one.span.day, Difference.CANCELLED),) if one.is_cancelled else ()
    return _event(key, one, one.span, changes=cancelled)


def _event(
    key: str, one: Entry, first: Span, *, notes: Iterable[str] = (), **fields
) -> ForeignEvent:
    if len(key) > KEY_LENGTH:
        key = f"{key[:180]} {sha256(key.encode()).hexdigest()}"
    return ForeignEvent(
        key=key,
        where=one.where,
        entry=one,
        start_date=first.day,
        start_time=first.start,
        end_date=first.last if first.last > first.day else None,
        end_time=first.end,
        notes=(*one.notes, *notes),
        **fields,
    )


def _dates(master: Entry, rule: ForeignRule | None, last: date) -> list[SeriesDate]:
    """Dates by the rule; the begin is one of them, as RFC 5545 has it."""
    walls = list(rule.walls(last)) if rule else []
    if master.start.wall not in walls[:1]:
        walls.insert(0, master.start.wall)
    return [SeriesDate(wall, span(master.start.at(wall), master.length)) for wall in walls]


def _said(rule: ForeignRule, dates: list[SeriesDate], window: _Window) -> Rule | None:
    """The rule in our words, if it then has just these days, all at one time of day."""
    said, begin = rule.sayable(), dates[0].span.day
    if said is None or len({each.span.hours for each in dates}) > 1 or not said.falls_on(begin):
        return None
    theirs = [each.span.day for each in dates if each.span.day in window]
    return said if said.dates(begin, window.first, window.last) == theirs else None


def _further(master: Entry, known: set[datetime]) -> list[SeriesDate]:
    """RDATEs; one without a clock time is at the usual time."""
    found = []
    for begin, length in master.further:
        wall = begin.on_clocks_of(master.start)
        if begin.is_day and not master.start.is_day:
            wall = datetime.combine(wall.date(), master.start.wall.time())
        if wall not in known:
            known.add(wall)
            found.append(SeriesDate(wall, span(master.start.at(wall), length or master.length)))
    return found


def _left_out(master: Entry, last: date) -> tuple[set[datetime], set[date]]:
    """Moments and whole days that the series leaves out."""
    moments, days = set(), set()
    for each in master.left_out:
        if each.is_day or master.start.is_day:
            days.add(each.wall.date())
        else:
            moments.add(each.on_clocks_of(master.start))
    for line in master.not_rules:
        moments |= set(ForeignRule(line, master.start).walls(last))
    return moments, days


def _is_left_out(each: SeriesDate, moments: set[datetime], days: set[date]) -> bool:
    return each.wall in moments or each.wall.date() in days


def _apply(
    dates: list[SeriesDate], master: Entry, others: list[Entry], last: date
) -> tuple[list[Entry], bool]:
    """Put what describes a single date to that date.

    Returns:
        What finds no date of its own, and whether some lie behind the horizon.
    """
    by_wall = {each.wall: each for each in dates}
    by_day = {each.wall.date(): each for each in dates}
    strays, is_cut = [], False
    for other in sorted(others, key=lambda each: each.sequence):
        wall = other.recurrence.on_clocks_of(master.start)
        by_the_day = other.recurrence.is_day or master.start.is_day
        found = by_day.get(wall.date()) if by_the_day else by_wall.get(wall)
        if found:
            found.other = other
        elif wall.date() > last:
            is_cut = True
        else:
            strays.append(other)
        if found and other.holds_on:
            _hold_on(dates, found, other, master)
    return strays, is_cut


def _hold_on(dates: list[SeriesDate], begin: SeriesDate, other: Entry, master: Entry) -> None:
    """RANGE=THISANDFUTURE: the later dates move by as much."""
    shift = other.start.on_clocks_of(master.start) - begin.wall
    for each in dates:
        if each.wall > begin.wall and each.other is None:
            start = Stamp(each.wall + shift, master.start.zone, other.start.is_day)
            each.other = replace(other, start=start, span=span(start, other.length), notes=[])


def _by_hours(dates: list[SeriesDate], prefer: tuple) -> list[list[SeriesDate]]:
    """Dates by time of day and length, those like the begin first."""
    groups: dict[tuple, dict[date, SeriesDate]] = {}
    for each in dates:
        groups.setdefault(each.span.hours, {}).setdefault(each.span.day, each)
    ordered = sorted(groups.items(), key=lambda item: item[0] != prefer)
    return [list(by_day.values()) for _hours, by_day in ordered]


def _with_rule(
    key: str, master: Entry, said: Rule, dates: list[SeriesDate], window: _Window, is_cut: bool
) -> ForeignEvent:
    begin = master.span
    ruled = set(said.dates(begin.day, window.first, window.last))
    planned = {each.span.day: each for each in dates}
    extra = sorted(day for day in planned if day not in ruled and day >= window.first)
    extra = [day for day in extra if day > begin.day][:MAX_FURTHER]
    missing = {day: Change(day, Difference.LEFT_OUT) for day in ruled - planned.keys()}
    shown = {day: planned[day] for day in (ruled | {*extra}) & planned.keys()}
    changes = missing | changes_of(shown, master, window.today)
    goes_on = master.is_cancelled and said.until is None and said.count is None
    later = any(each.wall.date() > window.last for each in master.left_out)
    return _event(
        key,
        master,
        begin,
        rule=said,
        extra_dates=tuple(extra),
        changes=tuple(changes[day] for day in sorted(changes)),
        is_cut=is_cut or goes_on or later,
    )


def _with_dates(
    key: str, master: Entry, dates: list[SeriesDate], window: _Window, rule: ForeignRule | None
) -> list[ForeignEvent]:
    """An event with single dates; none if all of a rule's lie too far back."""
    planned = {each.span.day: each for each in dates}
    days = sorted(day for day in planned if rule is None or day >= window.first)
    if not days:
        return []
    shown = _nearest(days, window.today)
    # What goes on behind the horizon is found when the calendar is read again.
    is_cut = rule is not None and (shown[-1] < days[-1] or _goes_on(rule, window.last))
    notes = []
    if is_cut or len(shown) < len(days):
        notes = [
            _("Its repetition is not one we can keep; its dates up to %(day)s are.")
            % {"day": f"{shown[-1]:%d.%m.%Y}"}
        ]
    changes = changes_of({day: planned[day] for day in shown}, master, window.today)
    return [
        _event(
            key,
            master,
            planned[shown[0]].span,
            extra_dates=tuple(shown[1:]),
            changes=tuple(changes.values()),
            is_cut=is_cut,
            notes=notes,
        )
    ]


def _goes_on(rule: ForeignRule, last: date) -> bool:
    return any(wall.date() > last for wall in rule.walls(last + HORIZON))


def _nearest(days: list[date], today: date) -> list[date]:
    """As many as the form holds: those ahead, and the last ones behind if there is room."""
    ahead = [day for day in days if day >= today][: MAX_FURTHER + 1]
    room = MAX_FURTHER + 1 - len(ahead)
    behind = [day for day in days if day < today]
    return [*(behind[-room:] if room else []), *ahead]
