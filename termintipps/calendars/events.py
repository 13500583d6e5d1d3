"""What a foreign calendar holds, in the words of our pages."""

from dataclasses import dataclass, field
from datetime import date, time

from termintipps.dated import Difference
from termintipps.recurrence import HORIZON, Rule

from .entries import Entry


@dataclass(frozen=True, slots=True)
class Change:
    """A date of a series that differs; the fields are those of `DateChange`."""

    date: date
    kind: Difference
    note: str = ""
    new_date: date | None = None
    new_start_time: time | None = None
    new_end_time: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """An event as a foreign calendar has it; the times are those of `EventPage`."""

    key: str  # names it in its calendar, from one reading to the next
    where: str  # "Termin 3 (Zeile 47)"
    entry: Entry
    start_date: date
    start_time: time | None
    end_date: date | None
    end_time: time | None
    rule: Rule | None = None
    extra_dates: tuple[date, ...] = ()
    changes: tuple[Change, ...] = ()
    is_cut: bool = False  # it says more about days behind the horizon: read it again
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.entry.title

    def is_over(self, today: date) -> bool:
        """Whether its last date lies behind."""
        if self.is_cut:
            return False
        moved = [change.new_date for change in self.changes if change.new_date]
        last = max([self.start_date, *self.extra_dates, *moved])
        if last + ((self.end_date or self.start_date) - self.start_date) >= today:
            return False
        return not (self.rule and self.rule.dates(self.start_date, today, today + HORIZON))


@dataclass(frozen=True, slots=True)
class Problem:
    """An event that cannot be taken over, and why."""

    where: str
    title: str
    message: str
    key: str = ""


@dataclass(slots=True)
class Calendar:
    """What is in a file."""

    name: str = ""
    events: list[ForeignEvent] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
