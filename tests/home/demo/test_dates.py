"""Days that count from today."""

from datetime import date, timedelta

import pytest

from home.demo.dates import began_monthly, began_weekly, coming

SATURDAY = date(2026, 11, 21)
EVERY_DAY = [date(2027, 1, 1) + timedelta(days=each) for each in range(0, 800, 13)]


def test_the_next_saturday_is_not_today():
    assert coming("Sa", SATURDAY) == date(2026, 11, 28)
    assert coming("So", SATURDAY) == date(2026, 11, 22)


def test_weeks_count_on_and_back():
    assert coming("So", SATURDAY, 2) == date(2026, 12, 6)
    assert coming("So", SATURDAY, -1) == date(2026, 11, 15)


@pytest.mark.parametrize("today", EVERY_DAY)
def test_a_series_began_on_its_own_day_some_weeks_ago(today):
    weekly, monthly = began_weekly("Do", today), began_monthly("Do", 2, today)

    assert weekly < today
    assert weekly.weekday() == monthly.weekday() == 3
    assert 8 <= monthly.day <= 14
    assert monthly < today
