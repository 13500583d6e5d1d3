from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termintipps import clock

SPRING = date(2027, 3, 28)  # 2 o'clock becomes 3
AUTUMN = date(2027, 10, 31)  # 3 o'clock becomes 2
AUTUMN_2026 = date(2026, 10, 25)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.times())
def test_clocks_show_again_what_was_announced(day, shown):
    at = clock.moment(day, shown)

    is_in_the_gap = clock.local(at).time() != shown
    assert clock.local(at).date() == day
    assert not is_in_the_gap or shown.hour == 2


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (SPRING - timedelta(days=1), 17),
        (SPRING, 16),
        (AUTUMN - timedelta(days=1), 16),
        (AUTUMN, 17),
        (AUTUMN_2026 - timedelta(days=1), 16),
        (AUTUMN_2026, 17),
    ],
)
def test_six_in_the_evening_stays_six_in_the_evening(day, utc_hour):
    assert clock.moment(day, time(18)) == datetime.combine(day, time(utc_hour), tzinfo=UTC)


def test_an_hour_that_does_not_exist_is_read_with_the_offset_before():
    assert clock.local(clock.moment(SPRING, time(2, 30))).time() == time(3, 30)


def test_of_an_hour_that_comes_twice_the_first_one_is_meant():
    assert clock.moment(AUTUMN, time(2, 30)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.times(),
    st.integers(0, 3),
    st.times(),
)
def test_nothing_ends_before_it_begins(day, start, days, end):
    starts_at, ends_at = clock.span(day, start, day + timedelta(days=days), end)

    assert ends_at >= starts_at or (days == 0 and end < start)


def test_a_whole_day_takes_23_hours_when_the_clock_goes_forward():
    starts_at, ends_at = clock.span(SPRING, None, SPRING, None)

    assert ends_at - starts_at == timedelta(hours=23)


def test_an_open_end_counts_until_midnight():
    _starts_at, ends_at = clock.span(SPRING, time(18), SPRING, None)

    assert clock.local(ends_at) == datetime(2027, 3, 29, tzinfo=clock.BERLIN)


def test_what_ends_at_midnight_leaves_the_next_day_alone():
    starts_at, ends_at = clock.span(SPRING, time(20), SPRING + clock.ONE_DAY, time(0))

    assert clock.last_day(starts_at, ends_at) == SPRING
