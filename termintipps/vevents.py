"""An event as VEVENTs of RFC 5545: a series with its rule, and each date that differs.

What other programs expand must be exactly the dates that we show. So the dates come first and
the rule is fitted to them: days of the rule that are no dates become EXDATE, dates beside the
rule RDATE, and a date that is not as planned gets a VEVENT of its own, named by RECURRENCE-ID.
A change of the rule therefore leaves the past as it was, in other calendars too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from icalendar import Component, Event, vRecur, vText, vUri

from termintipps import clock
from termintipps.dated import Dated
from termintipps.plan import as_planned, plan_between
from termintipps.recurrence import HORIZON, Rule

if TYPE_CHECKING:
    from termintipps.models import EventPage

SAME = ("starts_at", "ends_at", "is_all_day", "is_open_ended", "status", "note", "place")


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A rule and what has to be said beside it, so that exactly some days remain."""

    start: date
    rule: Rule | None
    left_out: list[date]
    further: list[date]


def whole(event: "EventPage", uid: str, rows: "Iterable[Dated]", at: datetime) -> Iterator[Event]:
    """The event with all its dates, endless if it is.

    Args:
        rows: All its `Occurrence` rows, or its plan.
        at: Now (aware); how far closed days are written out depends on the year.
    """
    shown = {each.date: each for each in rows}
    today = clock.local(at).date()
    first, last = date(today.year - 2, 1, 1), date(today.year + 2, 12, 31)
    if event.rrule:
        behind_rows = today + HORIZON + clock.ONE_DAY
        shown |= {each.date: each for each in plan_between(event, behind_rows, last)}
    if shown:
        fitted = _fit_whole(event, {*shown}, min(first, *shown), last)
        yield from _written(event, uid, shown, fitted)


def some(event: "EventPage", uid: str, rows: "Iterable[Dated]") -> Iterator[Event]:
    """The event with these dates and no others."""
    shown = {each.date: each for each in rows}
    if shown:
        yield from _written(event, uid, shown, _fit_some(event, {*shown}))


def single(event: "EventPage", uid: str, dated: Dated) -> Event:
    """One date as an event of its own: whoever takes it along does not get the series."""
    return _vevent(event, f"{uid}-{dated.date}", dated)


def _fit_whole(event: "EventPage", days: set[date], first: date, last: date) -> _Fitted:
    if not event.rrule:
        return _listed(event, days)
    ruled = set(event.series.ruled_days(max(event.start_date, first), last))
    further = sorted(day for day in days - ruled if day > event.start_date)
    return _Fitted(event.start_date, event.rule, sorted(ruled - days), further)


def _fit_some(event: "EventPage", days: set[date]) -> _Fitted:
    ruled = set(event.series.ruled_days(min(days), max(days))) if event.rrule else set()
    of_rule = sorted(ruled & days)
    if not of_rule:
        return _listed(event, days)
    start, last = of_rule[0], of_rule[-1]
    rule = replace(event.rule, until=last, count=None) if start < last else None
    left_out = sorted(day for day in ruled - days if start < day < last)
    return _Fitted(start, rule, left_out, sorted(day for day in days - ruled if day > start))


def _listed(event: "EventPage", days: set[date]) -> _Fitted:
    """Days without a rule; those before the first day are history and stand apart."""
    start, *further = sorted(day for day in days if day >= event.start_date) or sorted(days)
    return _Fitted(start, None, [], further)


def _written(
    event: "EventPage", uid: str, shown: dict[date, Dated], fitted: _Fitted
) -> Iterator[Event]:
    of_series = {day for day in shown if day >= fitted.start}
    if fitted.rule or fitted.further:
        yield _master(event, uid, fitted)
        for day in sorted(of_series):
            if not _is_same(shown[day], as_planned(event, day)):
                exception = _vevent(event, uid, shown[day])
                exception.add("recurrence-id", _wall(day, event.start_time))
                yield exception
    else:
        for day in of_series:
            yield _vevent(event, uid, shown[day])
    for day in sorted(shown.keys() - of_series):
        yield single(event, uid, shown[day])


def _master(event: "EventPage", uid: str, fitted: _Fitted) -> Event:
    found = _bare(event, uid)
    start, length = fitted.start, event.last_date - event.start_date
    found.add("dtstart", _wall(start, event.start_time))
    if event.is_all_day:
        found.add("dtend", start + length + clock.ONE_DAY)
    elif not event.is_open_ended:
        found.add("dtend", _wall(start + length, event.end_time))
    if fitted.rule:
        parts = vRecur.from_ical(str(fitted.rule))
        if fitted.rule.until and not event.is_all_day:
            parts["UNTIL"] = [clock.moment(fitted.rule.until, event.start_time)]
        found.add("rrule", parts)
    _add_days(found, "exdate", fitted.left_out, event.start_time)
    _add_days(found, "rdate", fitted.further, event.start_time)
    return found


def _vevent(event: "EventPage", uid: str, dated: Dated) -> Event:
    """One single date."""
    found = _bare(event, uid, dated)
    if dated.is_cancelled:
        found["status"] = vText("CANCELLED")
    found.add("dtstart", _wall(dated.first_day, dated.start_time))
    if dated.is_all_day:
        found.add("dtend", dated.last_day + clock.ONE_DAY)
    elif not dated.is_open_ended:
        found.add("dtend", clock.local(dated.ends_at))
    return found


def _bare(event: "EventPage", uid: str, dated: Dated | None = None) -> Event:
    """An event without its times."""
    found = Event()
    found.add("uid", uid)
    found.add("summary", _title(event, dated))
    found.add("description", "\n\n".join(_paragraphs(event, dated)))
    found.add("status", "CONFIRMED")
    # A tip is no appointment: it must not make its reader look busy.
    found.add("transp", "TRANSPARENT")
    elsewhere = dated.place if dated else ""
    if place := elsewhere or event.place:
        found.add("location", place)
    if event.point and not elsewhere:
        found.add("geo", (event.point.lat, event.point.lon))
    if event.open_online_url:
        found.add(
            "conference",
            vUri(event.open_online_url),
            parameters={"VALUE": "URI", "LABEL": "Online"},
        )
    return found


def _title(event: "EventPage", dated: Dated | None) -> str:
    """Some programs show a cancelled date like any other, so the title says it."""
    if dated and dated.is_cancelled:
        return _("Cancelled: %(title)s") % {"title": event.title}
    return event.title


def _paragraphs(event: "EventPage", dated: Dated | None) -> Iterator[str]:
    if dated and dated.note:
        yield dated.note
    if event.summary:
        yield event.summary
    if event.is_online and event.online_url and not event.open_online_url:
        yield _("The link to take part stands on the event's page shortly before it begins.")


def _wall(day: date, clock_time: time | None) -> date | datetime:
    if clock_time is None:
        return day
    return datetime.combine(day, clock_time, tzinfo=clock.BERLIN)


def _add_days(component: Component, name: str, days: list[date], clock_time: time | None) -> None:
    if days:
        parameters = {"VALUE": "DATE"} if clock_time is None else None
        component.add(name, [_wall(day, clock_time) for day in days], parameters=parameters)


def _is_same(one: Dated, other: Dated) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SAME)
