"""Dates of events in templates."""

from datetime import date, time

from django import template

from termintipps import wording
from termintipps.dated import Dated

register = template.Library()


@register.filter
def when(dated: Dated) -> str:
    """„14 bis 17 Uhr“, beside a tile with the day."""
    return wording.when_on_the_day(dated)


@register.filter
def when_in_full(dated: Dated) -> str:
    """„Sa, 5. Dezember 2026, 14 bis 17 Uhr“."""
    return wording.when_in_full(dated)


@register.filter
def clock(moment: time) -> str:
    """„18.30“; full hours lose their zeros."""
    return wording.clock_time(moment)


@register.filter
def short_day(day: date) -> str:
    """„12. Dezember“, the year left out."""
    return wording.day_in_full(day, year=False)
