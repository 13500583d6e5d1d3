"""On which days an event takes place: first day, rule, further dates, without closed days."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from holidays import country_holidays

from termintipps.recurrence import Rule

if TYPE_CHECKING:
    from termintipps.models import EventPage

IsClosed = Callable[[date], bool]
Stretch = tuple[date, date]
"""First and last day, both inclusive."""


def never(_day: date) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Series:
    """Days of an event. One that takes place once is a series of one day.

    Args:
        extra: Days besides the rule; they hold on closed days, too.
        closed: Which days of the rule are left out.
    """

    start: date
    rule: Rule | None = None
    extra: frozenset[date] = frozenset()
    closed: IsClosed = never

    def days(self, first: date, last: date) -> list[date]:
        """Its days from `first` to `last` (both inclusive), ascending, each once."""
        ruled = {day for day in self.ruled_days(first, last) if not self.closed(day)}
        further = {day for day in self.extra if first <= day <= last and day >= self.start}
        return sorted(ruled | further)

    def ruled_days(self, first: date, last: date) -> list[date]:
        """Days that the rule alone has, closed ones among them."""
        if self.rule:
            return self.rule.dates(self.start, first, last)
        return [self.start] if first <= self.start <= last else []


def closed_days_of(event: "EventPage") -> IsClosed:
    """Days that the event leaves out; costs a query only if it heeds school holidays."""
    if not event.rrule:
        return never
    return closed_days(
        event.school_holidays if event.skips_school_holidays else (),
        public=event.skips_public_holidays,
    )


def closed_days(stretches: Iterable[Stretch], *, public: bool) -> IsClosed:
    """Whether a day lies in one of the stretches, or is a public holiday of the Land."""
    ordered = sorted(stretches)
    if not ordered and not public:
        return never
    # Stretches may overlap: a town's own ones and the centre's.
    ends: list[date] = []
    for _first, last in ordered:
        ends.append(max(last, ends[-1]) if ends else last)
    begins = [first for first, _last in ordered]

    def is_closed(day: date) -> bool:
        place = bisect_right(begins, day)
        in_holidays = place > 0 and day <= ends[place - 1]
        return in_holidays or (public and day in public_holidays(day.year))

    return is_closed


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Public holidays of North Rhine-Westphalia, by law of the Land."""
    return frozenset(country_holidays("DE", subdiv="NW", years=year))
