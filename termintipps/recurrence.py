"""Repetition as RFC 5545 writes it, and as an editor says it.

A rule speaks of days only; the clock is added afterwards (`termintipps.clock`), so a change of
the clock cannot move an event. dateutil does the counting. What we do not understand is refused:
a rule that nobody can say back in a sentence is a rule that nobody meant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Self

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .wording import day_in_full, listed

MAX_DATES = 800
"""More than one date a day for 24 months is no rule of ours (731 days)."""
MAX_INTERVAL = 52
HORIZON = relativedelta(months=24)
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # Monday first, as date.weekday()
LAST = -1
POSITIONS = (1, 2, 3, 4, LAST)


class Frequency(StrEnum):
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class RuleError(ValueError):
    """A rule that cannot be used. The message is a sentence for editors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How often something comes again. `str(rule)` is the RRULE value without its name.

    Args:
        weekdays: Weekly: at least one, Monday is 0. Monthly by weekday: exactly one.
        position: Monthly by weekday: 1 to 4, or LAST.
        month_day: Monthly by date and yearly: 1 to 31. Months without that day have no date.
        month: Yearly: 1 to 12.
        until: Last day, inclusive. RFC 5545 wants a moment in UTC beside a start with a clock
            time; `termintipps.ics` writes it that way, we keep the day.
        count: Number of dates, the first included; left-out ones count, as in RFC 5545.

    Raises:
        RuleError: the parts do not fit together or are out of range.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    position: int | None = None
    month_day: int | None = None
    month: int | None = None
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= MAX_INTERVAL:
            raise RuleError(
                _("The distance must lie between 1 and %(max)s.") % {"max": MAX_INTERVAL}
            )
        if self.count is not None and not 1 <= self.count <= MAX_DATES:
            raise RuleError(_("A series has between 1 and %(max)s dates.") % {"max": MAX_DATES})
        if self.count is not None and self.until is not None:
            raise RuleError(_("A series ends on a day or after a number of dates, not both."))
        if not self._is_complete():
            raise RuleError(_("This repetition is not one we can keep."))

    @classmethod
    def weekly(cls, weekdays: Iterable[int], **ends) -> Self:
        return cls(frequency=Frequency.WEEKLY, weekdays=tuple(sorted(set(weekdays))), **ends)

    @classmethod
    def monthly_by_date(cls, start: date, **ends) -> Self:
        return cls(frequency=Frequency.MONTHLY, month_day=start.day, **ends)

    @classmethod
    def monthly_by_weekday(cls, start: date, *, last: bool = False, **ends) -> Self:
        """The n-th weekday of the month as `start` is one; a fifth one can only mean the last."""
        position = LAST if last or start.day > 28 else (start.day - 1) // 7 + 1
        return cls(
            frequency=Frequency.MONTHLY, weekdays=(start.weekday(),), position=position, **ends
        )

    @classmethod
    def yearly(cls, start: date, **ends) -> Self:
        return cls(frequency=Frequency.YEARLY, month=start.month, month_day=start.day, **ends)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an RRULE value, e.g. "FREQ=MONTHLY;BYDAY=2SA;UNTIL=20270630".

        Raises:
            RuleError: broken, or beyond what this class can say.
        """
        try:
            parts = dict(part.split("=", 1) for part in text.strip().upper().split(";"))
            frequency = Frequency(parts.pop("FREQ"))
            interval = int(parts.pop("INTERVAL", 1))
            count = parts.pop("COUNT", None)
            until = parts.pop("UNTIL", None)
            weekdays, position = _read_weekdays(parts.pop("BYDAY", ""))
            month_day = parts.pop("BYMONTHDAY", None)
            month = parts.pop("BYMONTH", None)
            if parts.pop("WKST", "MO") != "MO" or parts:
                raise ValueError("a part we do not keep")
            return cls(
                frequency=frequency,
                interval=interval,
                weekdays=weekdays,
                position=position,
                month_day=int(month_day) if month_day else None,
                month=int(month) if month else None,
                until=datetime.strptime(until, "%Y%m%d").date() if until else None,  # noqa: DTZ007 a day has no zone
                count=int(count) if count else None,
            )
        except RuleError:
            raise
        except (ValueError, KeyError) as error:
            raise RuleError(_("This repetition is not one we can keep.")) from error

    def __str__(self) -> str:
        position = "" if self.position is None else str(self.position)
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": self.interval if self.interval > 1 else None,
            "BYMONTH": self.month,
            "BYMONTHDAY": self.month_day,
            "BYDAY": ",".join(position + WEEKDAY_CODES[day] for day in self.weekdays),
            "UNTIL": self.until and f"{self.until:%Y%m%d}",
            "COUNT": self.count,
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    def dates(self, start: date, first: date, last: date) -> list[date]:
        """The days from `first` to `last` (both inclusive), ascending, each once.

        Args:
            start: First day of the series; must fit the rule (`falls_on`).
        """
        rule = rrulestr(str(self), dtstart=datetime.combine(start, time.min))
        found = rule.xafter(datetime.combine(max(start, first), time.min), inc=True)
        in_range = (each.date() for each in found)
        return list(_while_not_after(last, in_range))

    def falls_on(self, day: date) -> bool:
        """Whether a series may begin on `day`: RFC 5545 leaves open what happens otherwise."""
        return self.dates(start=day, first=day, last=day) == [day]

    def sentence(self) -> str:
        """The rule in words, without capital and full stop: "jeden 2. Samstag im Monat"."""
        return ", ".join(filter(None, [self._rhythm(), self._end()]))

    def _is_complete(self) -> bool:
        match self.frequency:
            case Frequency.WEEKLY:
                wanted = True, False, False, False
            case Frequency.MONTHLY if self.position is not None:
                wanted = len(self.weekdays) == 1, True, False, False
            case Frequency.MONTHLY:
                wanted = False, False, True, False
            case Frequency.YEARLY:
                wanted = False, False, True, True
        given = bool(self.weekdays), bool(self.position), bool(self.month_day), bool(self.month)
        return (
            given == wanted
            and self.position in (None, *POSITIONS)
            and _is_day_of_the_year(self.month_day, self.month)
        )

    def _rhythm(self) -> str:
        names = listed([WEEKDAYS[day] for day in self.weekdays])
        values = {"n": self.interval, "weekday": names, "day": self.month_day}
        match self.frequency:
            case Frequency.WEEKLY:
                text = ngettext(
                    "every %(weekday)s", "every %(n)s weeks on %(weekday)s", values["n"]
                )
            case Frequency.MONTHLY if self.position == LAST:
                text = ngettext(
                    "every last %(weekday)s of the month",
                    "every %(n)s months on the last %(weekday)s",
                    values["n"],
                )
            case Frequency.MONTHLY if self.position:
                values["position"] = self.position
                text = ngettext(
                    "every %(position)s. %(weekday)s of the month",
                    "every %(n)s months on the %(position)s. %(weekday)s",
                    values["n"],
                )
            case Frequency.MONTHLY:
                text = ngettext(
                    "every month on the %(day)s.",
                    "every %(n)s months on the %(day)s.",
                    values["n"],
                )
            case Frequency.YEARLY:
                values["date"] = day_in_full(date(2000, self.month, self.month_day), year=False)
                text = ngettext(
                    "every year on %(date)s", "every %(n)s years on %(date)s", values["n"]
                )
        return text % values

    def _end(self) -> str:
        if self.until:
            return _("until %(date)s") % {"date": day_in_full(self.until)}
        if self.count:
            return ngettext("%(n)s date", "%(n)s dates", self.count) % {"n": self.count}
        return ""


def _read_weekdays(text: str) -> tuple[tuple[int, ...], int | None]:
    """Split BYDAY into weekdays and the one position they share: "2SA" is ((5,), 2)."""
    if not text:
        return (), None
    items = text.split(",")
    positions = {item[:-2] for item in items}
    if len(positions) > 1:
        raise ValueError("several positions")
    position = positions.pop()
    weekdays = sorted({WEEKDAY_CODES.index(item[-2:]) for item in items})
    return tuple(weekdays), int(position) if position else None


def _is_day_of_the_year(month_day: int | None, month: int | None) -> bool:
    """Whether such a day ever comes; 2000 is a leap year, month 1 has 31 days."""
    try:
        date(2000, 1 if month is None else month, 1 if month_day is None else month_day)
    except ValueError:
        return False
    return True


def _while_not_after(last: date, days: Iterable[date]) -> Iterable[date]:
    for day in days:
        if day > last:
            return
        yield day
