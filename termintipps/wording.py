"""Dates and times as people read them: "Sa, 5. Dezember 2026", "14 bis 17 Uhr".

A no-break space holds together what must not be torn apart at the end of a line.
"""

from collections.abc import Sequence
from datetime import date, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from termintipps.dated import Dated

NO_BREAK = "\N{NO-BREAK SPACE}"


def day_in_full(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """E.g. "5. Dezember 2026", or "Sa, 5. Dezember"."""
    text = date_format(day, f"j.{NO_BREAK}F Y" if year else f"j.{NO_BREAK}F")
    return f"{date_format(day, 'D')}, {text}" if weekday else text


def day_range(first: date, last: date) -> str:
    """E.g. "5. bis 7. Dezember 2026"; one day if both are the same."""
    if first == last:
        return day_in_full(first, weekday=True)
    if (first.year, first.month) == (last.year, last.month):
        begin = f"{first.day}."
    else:
        begin = day_in_full(first, year=first.year != last.year)
    return _("%(begin)s to %(end)s") % {"begin": begin, "end": day_in_full(last)}


def clock_time(moment: time) -> str:
    """E.g. "18.30"; full hours lose their zeros."""
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def clock_range(start: time | None, end: time | None) -> str:
    """E.g. "14 bis 17 Uhr", "ab 18.30 Uhr" or, without a start, "ganztägig"."""
    if start is None:
        return pgettext("event", "all day")
    if end is None:
        return _("from %(time)s o'clock") % {"time": clock_time(start)}
    return _("%(begin)s to %(end)s o'clock") % {"begin": clock_time(start), "end": clock_time(end)}


def listed(words: Sequence) -> str:
    """E.g. "Montag, Mittwoch und Freitag"."""
    *head, tail = [str(word) for word in words] or [""]
    if not head:
        return tail
    return _("%(head)s and %(tail)s") % {"head": ", ".join(head), "tail": tail}


def when_on_the_day(dated: Dated) -> str:
    """Beside a tile that shows the first day: "14 bis 17 Uhr", "bis So, 7. Dezember 2026"."""
    if not _takes_days(dated):
        return clock_range(dated.start_time, dated.end_time)
    last = _("until %(date)s") % {"date": day_in_full(dated.last_day, weekday=True)}
    if dated.is_all_day:
        return last
    begin = _("from %(time)s o'clock") % {"time": clock_time(dated.start_time)}
    if dated.end_time is None:
        return f"{begin} {last}"
    end = _("%(time)s o'clock") % {"time": clock_time(dated.end_time)}
    return f"{begin} {last}, {end}"


def when_in_full(dated: Dated) -> str:
    """Standing alone: "Sa, 5. Dezember 2026, 14 bis 17 Uhr"."""
    if _takes_days(dated) and dated.is_all_day:
        return day_range(dated.first_day, dated.last_day)
    return f"{day_in_full(dated.first_day, weekday=True)}, {when_on_the_day(dated)}"


def _takes_days(dated: Dated) -> bool:
    """A dance until four in the morning is one evening, not two days."""
    nights = (dated.last_day - dated.first_day).days
    is_evening = nights == 1 and dated.end_time is not None and dated.end_time < dated.start_time
    return nights > 0 and not is_evening
