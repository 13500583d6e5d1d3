"""Days that count from today, so that the demo never looks stale."""

from datetime import date, timedelta

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")  # as date.weekday()
WEEK = timedelta(days=7)
BEGAN_BEFORE = 8 * WEEK  # how long a series has been running


def coming(weekday: str, today: date, weeks: int = 0) -> date:
    """The next such weekday after today, or so many weeks later (before, if negative)."""
    ahead = (WEEKDAYS.index(weekday) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead) + weeks * WEEK


def began_weekly(weekday: str, today: date) -> date:
    return coming(weekday, today) - BEGAN_BEFORE


def began_monthly(weekday: str, position: int, today: date) -> date:
    """The n-th such weekday (1 to 4) of the month that `BEGAN_BEFORE` leads to."""
    first = (today - BEGAN_BEFORE).replace(day=1)
    ahead = (WEEKDAYS.index(weekday) - first.weekday()) % 7
    return first + timedelta(days=ahead) + (position - 1) * WEEK
