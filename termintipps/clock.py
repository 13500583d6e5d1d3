"""Wall clocks in Germany, and the moments they show.

An event is announced in wall time ("18 Uhr"), kept in UTC and shown in wall time again. Where
the clock is put forward or back we follow RFC 5545, 3.3.5: a time that does not exist is read
with the offset before the gap, a time that comes twice is the first one.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
ONE_DAY = timedelta(days=1)


def moment(day: date, clock: time = time.min) -> datetime:
    """The moment (aware, UTC) at which clocks show `clock` on `day`."""
    return datetime.combine(day, clock, tzinfo=BERLIN).astimezone(UTC)


def local(at: datetime) -> datetime:
    """The aware moment `at` as clocks on the wall show it."""
    return at.astimezone(BERLIN)


def span(
    first: date, start: time | None, last: date, end: time | None
) -> tuple[datetime, datetime]:
    """Begin and end of what lasts from `first` to `last`, as moments in UTC.

    Without a start it takes whole days; without an end it counts until midnight. The end is
    exclusive and never lies before the begin, not even on the night the clock goes forward.
    """
    starts_at = moment(first, start or time.min)
    if start is None or end is None:
        return starts_at, moment(last + ONE_DAY)
    return starts_at, max(starts_at, moment(last, end))


def last_day(starts_at: datetime, ends_at: datetime) -> date:
    """The last local day that an event touches; one that ends at midnight leaves that day alone."""
    first = local(starts_at).date()
    return max(first, (local(ends_at) - timedelta(microseconds=1)).date())
