"""What another library expands a calendar to, we show: for random rules, zones and exceptions."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from termintipps import clock
from termintipps.calendars import read_calendar
from tests.termintipps.conftest import NOW

from .conftest import calendar, planned

ZONES = ("Europe/Berlin", "America/New_York", "UTC")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNTIL = datetime(2028, 11, 1, tzinfo=clock.BERLIN)  # before the horizon of our series
FIRST = datetime(2026, 8, 3, 10)  # noqa: DTZ001 on the clocks of the zone drawn


@st.composite
def rules(draw) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    most = {"DAILY": 40, "WEEKLY": 40, "MONTHLY": 20, "YEARLY": 2}[frequency]
    interval = draw(st.integers(1, 3)) if frequency != "YEARLY" else 1
    parts.append(f"INTERVAL={interval}")
    days = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3))
    if frequency == "WEEKLY" and days:
        parts.append(f"BYDAY={','.join(days)}")
    elif frequency == "MONTHLY":
        ordinals = [f"{draw(st.sampled_from([1, 2, 3, 4, 5, -1, -2]))}{day}" for day in days]
        day = draw(st.sampled_from([1, 15, 29, 31, -1]))
        parts.append(f"BYDAY={','.join(ordinals)}" if days else f"BYMONTHDAY={day}")
    # Not more dates than an event of ours holds one by one, where no rule of ours fits.
    if frequency == "DAILY" or draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, most))}")
    else:
        # Behind the latest begin: the other library drops a begin that lies behind the end.
        until = FIRST + timedelta(days=draw(st.integers(101, 200)), hours=draw(st.integers(-9, 9)))
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


@pytest.mark.django_db
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rule=rules(),
    zone=st.sampled_from(ZONES),
    start=st.integers(0, 100).map(lambda days: FIRST + timedelta(days=days)),
    left_out=st.lists(st.integers(0, 12), max_size=3),
    moved=st.integers(0, 6),
    hours=st.sampled_from([None, 1, 20]),
)
def test_a_random_series_has_the_dates_of_the_other_library(
    rule, zone, start, left_out, moved, hours
):
    tzid = f";TZID={zone}"
    lines = [f"UID:1\nSUMMARY:A\nDTSTART{tzid}:{start:%Y%m%dT%H%M%S}\nRRULE:{rule}"]
    lines += [f"DURATION:PT{hours}H"] if hours else []
    out = [start + timedelta(days=7 * weeks) for weeks in left_out]
    lines += [f"EXDATE{tzid}:{each:%Y%m%dT%H%M%S}" for each in out]
    original = start + timedelta(days=7 * moved)
    there = original + timedelta(days=2, hours=3)
    other = (
        f"UID:1\nSUMMARY:A\nRECURRENCE-ID{tzid}:{original:%Y%m%dT%H%M%S}\n"
        f"DTSTART{tzid}:{there:%Y%m%dT%H%M%S}"
    )
    master = calendar("\n".join(lines))
    theirs_all = _theirs(master)
    is_date = original.replace(tzinfo=ZoneInfo(zone)) in theirs_all
    content = calendar("\n".join(lines), other) if is_date else master

    found = read_calendar(content, NOW)

    assert found.problems == []
    ours = sorted(
        each.starts_at
        for event in found.events
        for each in planned(event)
        if each.starts_at < UNTIL
    )
    assert ours == _theirs(content)


def _theirs(content: bytes) -> list[datetime]:
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(
        datetime(2026, 1, 1, tzinfo=clock.BERLIN), UNTIL
    )
    return sorted(each["DTSTART"].dt for each in found)
