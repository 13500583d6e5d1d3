from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termintipps.recurrence import HORIZON, LAST, MAX_DATES, MAX_INTERVAL, Rule, RuleError

SATURDAY = date(2026, 12, 12)  # the second one of its month
A_YEAR_LATER = date(2027, 12, 31)


@st.composite
def rules(draw) -> tuple[Rule, date]:
    """A rule as the form makes it, and the day its series begins."""
    start = draw(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
    ends = {"interval": draw(st.integers(1, 4))}
    kind_of_end = draw(st.sampled_from(["none", "until", "count"]))
    if kind_of_end == "until":
        ends["until"] = start + timedelta(days=draw(st.integers(0, 900)))
    if kind_of_end == "count":
        ends["count"] = draw(st.integers(1, MAX_DATES))
    make = draw(
        st.sampled_from([Rule.monthly_by_date, Rule.monthly_by_weekday, Rule.yearly, Rule.weekly])
    )
    if make == Rule.weekly:
        others = draw(st.sets(st.integers(0, 6)))
        return Rule.weekly({start.weekday(), *others}, **ends), start
    return make(start, **ends), start


def within_the_horizon(rule: Rule, start: date) -> list[date]:
    return rule.dates(start, start, start + HORIZON)


@given(rules())
def test_dates_ascend_and_each_comes_once(case):
    assert all(day < later for day, later in pairwise(within_the_horizon(*case)))


@given(rules())
def test_dates_stay_within_24_months_and_800(case):
    rule, start = case
    found = within_the_horizon(rule, start)

    assert len(found) <= MAX_DATES
    assert all(start <= day <= start + HORIZON for day in found)


@given(rules())
def test_the_last_day_of_a_series_is_included(case):
    rule, start = case
    found = within_the_horizon(rule, start)
    until = found[-1]

    ended = Rule.parse(f"{str(rule).split(';UNTIL')[0].split(';COUNT')[0]};UNTIL={until:%Y%m%d}")

    assert within_the_horizon(ended, start)[-1] == until
    assert within_the_horizon(rule, start)[: len(found)] == found


@given(rules())
def test_the_text_says_the_same_as_the_rule(case):
    rule, _start = case

    assert Rule.parse(str(rule)) == rule


@given(rules(), st.integers(0, 700), st.integers(0, 200))
def test_a_range_holds_just_the_dates_within_it(case, after_days, length_days):
    rule, start = case
    first = start + timedelta(days=after_days)
    last = min(first + timedelta(days=length_days), start + HORIZON)
    everything = within_the_horizon(rule, start)

    assert rule.dates(start, first, last) == [day for day in everything if first <= day <= last]


@given(rules())
def test_each_rule_can_be_said_in_a_sentence(case):
    rule, _start = case

    assert rule.sentence()


def test_begins_with_the_first_day_if_that_fits_the_rule():
    rule = Rule.monthly_by_weekday(SATURDAY)

    assert rule.falls_on(SATURDAY)
    assert not rule.falls_on(SATURDAY + timedelta(days=1))


def test_leap_day_comes_only_in_leap_years():
    leap_day = date(2024, 2, 29)

    assert Rule.yearly(leap_day).dates(leap_day, leap_day, date(2032, 12, 31)) == [
        leap_day,
        date(2028, 2, 29),
        date(2032, 2, 29),
    ]


def test_months_without_a_31st_have_no_date():
    start = date(2026, 12, 31)

    assert Rule.monthly_by_date(start).dates(start, start, date(2027, 5, 31)) == [
        start,
        date(2027, 1, 31),
        date(2027, 3, 31),
        date(2027, 5, 31),
    ]


def test_a_fifth_weekday_means_the_last_one():
    fifth_saturday = date(2027, 1, 30)

    assert Rule.monthly_by_weekday(fifth_saturday).position == LAST


def test_every_second_week_counts_from_the_week_of_the_first_day():
    tuesday = date(2026, 12, 1)
    rule = Rule.weekly([1, 3], interval=2)

    assert rule.dates(tuesday, tuesday, date(2026, 12, 31)) == [
        date(2026, 12, day) for day in (1, 3, 15, 17, 29, 31)
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "jeden Dienstag"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "jeden Montag, Mittwoch und Freitag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "alle 2 Wochen am Dienstag"),
        ("FREQ=MONTHLY;BYDAY=2SA;UNTIL=20270630", "jeden 2. Samstag im Monat, bis 30. Juni 2027"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "jeden letzten Freitag im Monat"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO", "alle 3 Monate am 1. Montag"),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=6", "jeden Monat am 15., insgesamt 6 Termine"),
        ("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=20", "jedes Jahr am 20. September"),
    ],
)
def test_says_the_rule_back(text, sentence):
    assert Rule.parse(text).sentence().replace("\xa0", " ") == sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Unsinn",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=1000000000",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=0",
        f"FREQ=WEEKLY;BYDAY=TU;INTERVAL={'9' * 5000}",
        "FREQ=WEEKLY;BYDAY=TU;INTERVAL=-1",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=99999999",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3;UNTIL=20270101",
        "FREQ=WEEKLY;BYDAY=TU;WKST=SU",
        "FREQ=MONTHLY;BYDAY=2SA,3SU",
        "FREQ=MONTHLY;BYDAY=6SA",
        "FREQ=MONTHLY;BYSETPOS=1;BYDAY=SA",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=\x00",
    ],
)
def test_refuses_with_a_sentence_what_it_cannot_keep(text):
    with pytest.raises(RuleError, match=r"\w\.$"):
        Rule.parse(text)


def test_refuses_a_distance_that_nobody_keeps():
    with pytest.raises(RuleError):
        Rule.weekly([1], interval=MAX_INTERVAL + 1)
