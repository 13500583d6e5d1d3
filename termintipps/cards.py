"""Events as lists show them: one card for each event, with its next dates.

A series is folded: it stands once, at its first date in the asked time, and names the dates
after it. Otherwise a weekly meeting would fill the list and hide the rare things.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest

from kommunen.kinds import kinds_of
from kommunen.models import Category
from termintipps.models.occurrence import Occurrence
from termintipps.queries import OccurrenceQuerySet, Period
from termintipps.wording import when_on_the_day

FURTHER = 4
"""Dates named after the first one; the event's own page knows them all."""


@dataclass(frozen=True, slots=True)
class Card:
    """One event in a list."""

    occurrence: Occurrence
    further: list[Occurrence]
    has_more: bool
    categories: list[Category]
    url: str

    @property
    def event(self):
        return self.occurrence.event

    @property
    def when(self) -> str:
        return when_on_the_day(self.occurrence)


def cards(
    request: HttpRequest,
    occurrences: OccurrenceQuerySet,
    event_ids: list[int],
    period: Period,
    *,
    newest: bool = False,
) -> list[Card]:
    """Cards for these events, in this order; costs one query, and the categories.

    Args:
        occurrences: Where to look for their dates.
        newest: Show each at its last date within the period, and name the dates before it.
    """
    rows = occurrences.of_events(event_ids).with_event()
    dates = rows.some_of_each_event(period, FURTHER + 2, newest=newest)
    by_event = {key: list(group) for key, group in groupby(dates, lambda row: row.event_id)}
    return [card(request, by_event[each]) for each in event_ids if each in by_event]


def card(request: HttpRequest, dates: list[Occurrence]) -> Card:
    """The card of one event from its dates in the order of time; at least one."""
    first, *others = dates
    kinds = {category.pk: category for category in kinds_of(request)}
    return Card(
        occurrence=first,
        further=[each for each in others[:FURTHER] if not each.is_cancelled],
        has_more=len(others) > FURTHER,
        categories=[kinds[pk] for pk in first.event.calendar_entry.category_ids if pk in kinds],
        url=first.event.get_url(request),
    )


def by_month(found: Iterable[Card], begin: date | None) -> Iterator[tuple[date | None, list[Card]]]:
    """Cards under the first day of their month; what began before `begin` comes under None."""

    def month(each: Card) -> date | None:
        day = each.occurrence.first_day
        return None if begin and day < begin else day.replace(day=1)

    for first_day, group in groupby(found, month):
        yield first_day, list(group)
