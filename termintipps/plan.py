"""From a page, saved or not, to the dates it promises. Nothing here asks or writes the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from termintipps import clock
from termintipps.dated import Dated, Difference, Status
from termintipps.limits import FIRST_DAY, LAST_DAY
from termintipps.recurrence import HORIZON

if TYPE_CHECKING:
    from termintipps.models import DateChange, EventPage

STATUS_OF = {Difference.CANCELLED: Status.CANCELLED, Difference.MOVED: Status.MOVED}


@dataclass(frozen=True, slots=True)
class Planned(Dated):
    """One date as it will be announced; the fields are those of `Occurrence`."""

    date: date
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    is_open_ended: bool
    is_multi_day: bool
    status: str
    note: str
    place: str


def plan(event: "EventPage", at: datetime) -> list[Planned]:
    """Dates of the event as the page in hand says, saved or not, soonest planned day first.

    What has no rule has its dates wherever they lie; a series has those within 24 months before and
    after the moment `at`.
    """
    today = clock.local(at).date()
    first, last = today - HORIZON, today + HORIZON
    if event.rule is None:
        first, last = FIRST_DAY, LAST_DAY
    return plan_between(event, first, last)


def plan_between(event: "EventPage", first: date, last: date) -> list[Planned]:
    """What the page promises from `first` to `last`, both inclusive."""
    return planned_on(event, event.planned_days(first, last))


def as_planned(event: "EventPage", day: date) -> Planned:
    """The date as the series has it, whatever the page says of this day."""
    return _dated(event, day, day, event.start_time, event.end_time)


def planned_on(event: "EventPage", days: Iterable[date]) -> list[Planned]:
    """What the page promises for planned days; left-out ones are missing, moved ones are moved."""
    changes = {change.date: change for change in event.date_changes.all()}
    planned = [_planned(event, day, changes.get(day)) for day in days]
    return [each for each in planned if each is not None]


def _planned(event: "EventPage", day: date, change: "DateChange | None") -> Planned | None:
    if change is None:
        return _dated(event, day, day, event.start_time, event.end_time)
    if change.is_left_out:
        return None
    status = STATUS_OF.get(change.kind, Status.CONFIRMED)
    times = change.times_of(event)
    said = {"note": change.note, "place": change.place}
    return _dated(event, day, change.new_date or day, *times, status=status, **said)


def _dated(
    event: "EventPage",
    day: date,
    actual_day: date,
    start: time | None,
    end: time | None,
    *,
    status: Status = Status.CONFIRMED,
    note: str = "",
    place: str = "",
) -> Planned:
    length = event.last_date - event.start_date
    starts_at, ends_at = clock.span(actual_day, start, actual_day + length, end)
    return Planned(
        date=day,
        starts_at=starts_at,
        ends_at=ends_at,
        is_all_day=start is None,
        is_open_ended=start is not None and end is None,
        is_multi_day=clock.last_day(starts_at, ends_at) > clock.local(starts_at).date(),
        status=status,
        note=note,
        place=place,
    )
