"""From the live version of an event to its dates: the only place that writes `Occurrence`.

History stays: a date that was announced ahead and is over now keeps what it was, whatever the
rule says today. A date that was already over when it was entered was never announced, so it
follows the page. Safe to run at any time, twice, or killed in the middle.
"""

from dataclasses import asdict, fields
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from kommunen.tenancy import kommune_of
from termintipps import clock
from termintipps.entries import write_entry
from termintipps.limits import FAR_AHEAD
from termintipps.models import EventPage, Occurrence
from termintipps.plan import Planned, plan
from termintipps.recurrence import HORIZON

REFILL_AFTER = timedelta(days=14)
"""A series is prolonged this often, so that `run_due` need not touch each of them every night."""

CHANGEABLE = [*(each.name for each in fields(Planned)), "site", "is_public"]


@transaction.atomic
def refresh(event: EventPage, at: datetime) -> None:
    """Make the rows of an event say what its live version says; costs a fixed number of queries.

    Args:
        at: Now (aware). What is over at this moment may be history.
    """
    # The lock lets a second publisher wait; two would want to create the same rows.
    live = EventPage.objects.select_for_update(of=("self",)).prefetch_related(
        "date_changes", "extra_dates"
    )
    event = live.get(pk=event.pk)
    rows = {row.date: row for row in Occurrence.objects.filter(event=event)}
    kommune = kommune_of(event)
    if kommune is None:  # a host project may keep events outside of all towns
        Occurrence.objects.filter(event=event).delete()
        return
    history = {day for day, row in rows.items() if _is_history(row, event, at)}
    wanted = _wanted(event, at, may_reach_back=not history)
    where = {
        "site_id": kommune.site_id,
        "is_public": event.live and not event.get_view_restrictions().exists(),
    }
    values = {day: where | asdict(each) for day, each in wanted.items()}
    values |= dict.fromkeys(history, where)

    created = [
        Occurrence(event=event, created_at=at, **values[day]) for day in values.keys() - rows.keys()
    ]
    changed = [rows[day] for day in values.keys() & rows.keys() if _write(rows[day], values[day])]
    gone = [rows[day].pk for day in rows.keys() - values.keys()]
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_update(changed, CHANGEABLE, batch_size=200)
    Occurrence.objects.bulk_create(created, batch_size=200)
    if event.live:
        now = [each for day, each in rows.items() if day in values] + created
        write_entry(event, now, at=at, planned_until=_planned_until(event, at))


def refresh_below(page: Page, at: datetime) -> None:
    """Refresh every event in the tree of `page`, itself included."""
    for event in EventPage.objects.descendant_of(page, inclusive=True):
        refresh(event, at)


def extend(now: datetime) -> int:
    """Plan further ahead what reaches too short, and what no signal told us of. A due job.

    Returns:
        Number of events touched.
    """
    soon = clock.local(now).date() + HORIZON - REFILL_AFTER
    due = EventPage.objects.live().filter(
        Q(calendar_entry=None)
        | Q(calendar_entry__planned_until__lt=soon)
        | Q(calendar_entry__vevents="")  # from before calendar files were kept
    )
    events = list(due)
    for event in events:
        refresh(event, now)
    return len(events)


def _wanted(event: EventPage, at: datetime, *, may_reach_back: bool) -> dict[date, Planned]:
    """Planned dates by day. An event with a history gets no further dates behind it."""
    if not event.live:
        return {}
    return {each.date: each for each in plan(event, at) if may_reach_back or each.ends_at > at}


def _is_history(row: Occurrence, event: EventPage, at: datetime) -> bool:
    """Whether the date was announced before it was over, or lies too far back to be planned."""
    is_over = row.ends_at <= at
    was_announced = row.created_at < row.ends_at
    lies_behind = event.rule is not None and row.date < clock.local(at).date() - HORIZON
    return is_over and (was_announced or lies_behind)


def _write(row: Occurrence, values: dict) -> bool:
    """Write the values to the row in memory; whether that changed anything."""
    differs = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differs.items():
        setattr(row, name, value)
    return bool(differs)


def _planned_until(event: EventPage, at: datetime) -> date:
    """Day up to which its dates are rows; far ahead if no further ones will come."""
    last = clock.local(at).date() + HORIZON
    is_over = event.rule is None or (event.rule.until is not None and event.rule.until <= last)
    return FAR_AHEAD if is_over else last
