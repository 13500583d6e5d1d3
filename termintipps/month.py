"""The month as a table: one row for each week, one cell for each day."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from kommunen.kinds import kinds_of
from kommunen.models import Category
from kommunen.tenancy import site_for
from termintipps import clock
from termintipps.filters import EventFilter
from termintipps.limits import FIRST_DAY, LAST_DAY
from termintipps.models.occurrence import Occurrence
from termintipps.quick import quick_filters, with_changes

IN_A_CELL = 4
"""Dates named for one day; whoever wants the rest opens the day."""


@dataclass(frozen=True, slots=True)
class Entry:
    dated: Occurrence
    url: str
    kind: Category | None
    is_first_day: bool


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    is_outside: bool  # of the month; such a cell stays empty
    is_today: bool
    entries: list[Entry]
    address_of_all: str  # empty if the cell names all


def month(request: HttpRequest, wanted: EventFilter, at: datetime) -> dict:
    """Context of the month of the first day asked for, or of this one."""
    today = clock.local(at).date()
    first = (wanted.first or today).replace(day=1)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = [day for week in weeks for day in week if day.month == first.month]
    public = wanted.narrow(Occurrence.objects.for_site(site_for(request)))
    entries = _by_day(request, public.some_of_each_day(days, IN_A_CELL + 1))

    def cell(day: date) -> Day:
        found = entries[day] if day.month == first.month else []
        has_more = len(found) > IN_A_CELL
        return Day(
            day,
            day.month != first.month,
            day == today,
            found[:IN_A_CELL],
            _address(request, {"from": day, "to": day, "view": None}) if has_more else "",
        )

    return {
        "wanted": wanted,
        "first_of_month": first,
        "weeks": [[cell(day) for day in week] for week in weeks],
        "is_empty": not any(entries[day] for day in days),
        "before": _neighbour(request, first - clock.ONE_DAY),
        "after": _neighbour(request, days[-1] + clock.ONE_DAY),
        "quick_filters": quick_filters(request, wanted, at),
    }


def _by_day(request: HttpRequest, dates) -> dict[date, list[Entry]]:
    kinds = {category.pk: category for category in kinds_of(request)}
    found = defaultdict(list)
    for dated in dates:
        event = dated.event
        carried = (kinds[pk] for pk in event.calendar_entry.category_ids if pk in kinds)
        kind, url = next(carried, None), event.get_url(request)
        if event.rrule:
            url += f"{dated.date}/"
        day = dated.first_day
        while day <= dated.last_day:
            found[day].append(Entry(dated, url, kind, day == dated.first_day))
            day += clock.ONE_DAY
    return found


def _neighbour(request: HttpRequest, day: date) -> tuple[date, str] | None:
    """Another month and its address; None beyond the end of our time."""
    if not FIRST_DAY <= day < LAST_DAY:
        return None
    first = day.replace(day=1)
    return first, _address(request, {"from": first, "to": None, "view": "month"})


def _address(request: HttpRequest, changes: dict) -> str:
    return f"{request.path}?{with_changes(request.GET, changes)}"
