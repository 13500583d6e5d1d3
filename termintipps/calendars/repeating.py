"""Which days a foreign rule has, and whether our form can say it.

dateutil counts. It only gets rules that cannot keep it busy: no hours and seconds, ends cut to
the time we look at, and combinations that are known to have dates.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from icalendar import vRecur

from termintipps.recurrence import LAST, MAX_DATES, WEEKDAY_CODES, Frequency, Rule, RuleError

from .limits import MAX_INTERVAL, MAX_RULE, MAX_TIMES
from .lines import Line
from .stamps import Stamp, Unreadable

TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
ALLOWED = {  # parts that a rule of this kind may have, beside INTERVAL, COUNT, UNTIL and WKST
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}
CLOCKS = {"BYHOUR", "BYMINUTE", "BYSECOND"}
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class ForeignRule:
    """An RRULE as it stands in a file.

    Raises:
        Unreadable: broken, without end of work, or more often than we can show.
    """

    def __init__(self, line: Line, start: Stamp) -> None:
        self.start = start
        self._line = line
        self.parts = self._read()
        self._check()

    def _read(self) -> dict:
        try:
            if len(self._line.value) > MAX_RULE:
                raise ValueError("too long")
            parts = {
                name.upper(): each for name, each in vRecur.from_ical(self._line.value).items()
            }
            parts["FREQ"] = str(parts["FREQ"][0]).upper()
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            raise self._refused(_("This repetition cannot be read.")) from error
        return parts

    def _check(self) -> None:
        frequency, parts = self.parts["FREQ"], self.parts
        if frequency in TOO_OFTEN:
            raise self._refused(_("It comes again several times an hour or a day."))
        own = {*parts} - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
        if frequency not in ALLOWED or own - CLOCKS - ALLOWED[frequency]:
            raise self._refused(_("This kind of repetition cannot be kept."))
        times = 1
        for name in CLOCKS & own:
            times *= max(len(parts[name]), 1)
        if times > MAX_TIMES or len(parts.get("BYSECOND", [0])) > 1:
            raise self._refused(_("It takes place too often on one day."))
        is_counted = self.count is None or self.count >= 1
        if not (1 <= self.interval <= MAX_INTERVAL and is_counted):
            raise self._refused(
                _("Distance and number of a repetition are at least 1 and not without bounds.")
            )
        if not self._has_dates():
            raise self._refused(_("This repetition never has a date."))

    def _has_dates(self) -> bool:
        """Whether it ever has a date; dateutil would look for one until the year 9999."""
        parts, frequency = self.parts, self.parts["FREQ"]
        months = [int(each) for each in parts.get("BYMONTH", [])]
        if not all(1 <= month <= 12 for month in months):
            return False
        if self.interval > 1 and frequency in ("DAILY", "WEEKLY") and months:
            return False
        if self.interval > 1 and frequency == "DAILY" and "BYDAY" in parts:
            return False
        days = [int(each) for each in parts.get("BYMONTHDAY", [])]
        longest = max((LONGEST_MONTH[month - 1] for month in months), default=31)
        if days and not any(1 <= abs(day) <= longest for day in days):
            return False
        weekdays = [str(each) for each in parts.get("BYDAY", [])]
        most = sum(1 if len(each) > 2 else 4 for each in weekdays) or len(days) or 1
        return all(1 <= abs(int(each)) <= most for each in parts.get("BYSETPOS", []))

    def _refused(self, why: str) -> Unreadable:
        return Unreadable(
            _("Line %(line)d: %(why)s (%(rule)s)")
            % {"line": self._line.number, "why": why, "rule": self._line.value[:60]}
        )

    @property
    def interval(self) -> int:
        return int(self.parts.get("INTERVAL", [1])[0])

    @property
    def count(self) -> int | None:
        return int(self.parts["COUNT"][0]) if "COUNT" in self.parts else None

    @property
    def until(self) -> datetime | None:
        """The last moment, naive, on the clocks of the begin; a day counts as a whole."""
        if "UNTIL" not in self.parts:
            return None
        value = self.parts["UNTIL"][0]
        if not isinstance(value, datetime):
            return datetime.combine(value, time.max)
        if self.start.is_day:
            return datetime.combine(value.date(), time.max)
        if value.tzinfo is None:
            return value
        if not 1970 <= value.year <= 9000:  # beyond what a zone can be asked
            return value.replace(tzinfo=None)
        return Stamp(value.astimezone(UTC).replace(tzinfo=None), UTC, False).on_clocks_of(
            self.start
        )

    def walls(self, last: date) -> Iterator[datetime]:
        """Its moments up to a day, naive, on the clocks of the begin.

        Raises:
            Unreadable: dateutil refuses it.
        """
        end = datetime.combine(last, time.max)
        text = ";".join(
            f"{name}={self._written(name)}" for name in self.parts if name not in ("UNTIL", "COUNT")
        )
        count = "" if self.count is None else f";COUNT={min(self.count, 10**6)}"
        stop = min(filter(None, (self.until, end)))
        try:
            found = rrulestr(text + count, dtstart=self.start.wall)
            # A rule that ends by itself is cheap to follow; the others are stopped here.
            yield from takewhile(lambda wall: wall <= stop, found)
        except (ValueError, TypeError, OverflowError, AttributeError) as error:
            raise self._refused(_("This repetition cannot be read.")) from error

    def _written(self, name: str) -> str:
        value = self.parts[name]
        return value if isinstance(value, str) else ",".join(str(each) for each in value)

    def sayable(self) -> Rule | None:
        """The rule in the words of our form, if it has them; its days may still differ."""
        try:
            return self._said()
        except (RuleError, ValueError, KeyError, IndexError):
            return None

    def _said(self) -> Rule | None:
        parts, start = self.parts, self.start.local.date()
        weekdays = [str(each).upper() for each in parts.get("BYDAY", [])]
        days = [int(each) for each in parts.get("BYMONTHDAY", [])]
        months = [int(each) for each in parts.get("BYMONTH", [])]
        ends = self._ends()
        match parts["FREQ"]:
            case "DAILY" if months or (self.interval > 1 and self.interval % 7):
                return None
            case "DAILY" if self.interval > 1:
                return Rule.weekly([start.weekday()], interval=self.interval // 7, **ends)
            case "DAILY":
                return Rule.weekly(_numbers(weekdays) or range(7), **ends)
            case "WEEKLY" if not months:
                numbers = _numbers(weekdays) or [start.weekday()]
                return Rule.weekly(numbers, interval=self.interval, **ends)
            case "MONTHLY" if not months:
                return self._monthly(weekdays, days, self.interval, ends)
            case "YEARLY" if weekdays and months == [start.month]:
                return self._monthly(weekdays, days, self.interval * 12, ends)
            case "YEARLY" if weekdays or len(months) > 1 or {"BYYEARDAY", "BYWEEKNO"} & {*parts}:
                return None
            case "YEARLY" if months in ([], [start.month]) and days in ([], [start.day]):
                return Rule.yearly(start, interval=self.interval, **ends)
        return None

    def _monthly(
        self, weekdays: list[str], days: list[int], interval: int, ends: dict
    ) -> Rule | None:
        start, positions = self.start.local.date(), self.parts.get("BYSETPOS", [])
        if not weekdays:
            fits = days in ([], [start.day]) and not positions
            return Rule.monthly_by_date(start, interval=interval, **ends) if fits else None
        if days or len(weekdays) > 1 or len(positions) > 1:
            return None
        number, code = weekdays[0][:-2], weekdays[0][-2:]
        position = int(number or 0) or (int(positions[0]) if positions else 0)
        if number and positions:
            return None
        return Rule(
            frequency=Frequency.MONTHLY,
            weekdays=(WEEKDAY_CODES.index(code),),
            position=LAST if position == -1 else position,
            interval=interval,
            **ends,
        )

    def _ends(self) -> dict:
        """How it ends, in our words; one with more dates than we keep ends by its last day."""
        until = self.until
        if self.count is not None and until is None and self.count <= MAX_DATES:
            return {"count": self.count}
        if until is None:
            return {}
        day = until.date()
        # An end in the morning leaves out the date in the evening of that day.
        is_before = not self.start.is_day and until.time() < self.start.wall.time()
        return {"until": day - timedelta(days=1) if is_before else day}


def _numbers(codes: list[str]) -> list[int]:
    return [WEEKDAY_CODES.index(code.lstrip("+0123456789-")) for code in codes]
