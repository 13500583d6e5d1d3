"""Ways to narrow the list with one press; each is an address one can share."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from termintipps import clock
from termintipps.filters import EventFilter

SATURDAY = 5


class QuickFilter(NamedTuple):
    label: str
    address: str
    is_chosen: bool


def quick_filters(request: HttpRequest, wanted: EventFilter, at: datetime) -> list[QuickFilter]:
    """Days one asks for often, and what can be switched on."""
    return [*_ranges(request, wanted, at), *_switches(request, wanted)]


def _ranges(request: HttpRequest, wanted: EventFilter, at: datetime) -> list[QuickFilter]:
    """All days, today, the weekend: the one we are in, or the next."""
    today = clock.local(at).date()
    saturday = today + timedelta(days=max(SATURDAY - today.weekday(), -1))
    ranges = [
        (_("All days"), None, None),
        (pgettext("event", "Today"), today, today),
        (_("At the weekend"), max(saturday, today), saturday + clock.ONE_DAY),
    ]
    return [
        QuickFilter(
            label,
            _address(request, {"from": first, "to": last, "view": None}),
            (wanted.first, wanted.last) == (first, last) and not wanted.is_month,
        )
        for label, first, last in ranges
    ]


def _switches(request: HttpRequest, wanted: EventFilter) -> list[QuickFilter]:
    """Each press turns one on or off; the others stay."""
    switches = [
        (pgettext("target group", "Families"), "for", "families", "families" in wanted.groups),
        (pgettext("event", "Free of charge"), "free", "1", wanted.is_free),
        (pgettext("event", "Without barriers"), "step_free", "1", wanted.is_step_free),
        (pgettext("event", "Online"), "online", "1", wanted.is_online),
    ]
    return [
        QuickFilter(label, _address(request, {name: None if is_on else value}), is_on)
        for label, name, value, is_on in switches
    ]


def ways_on(request: HttpRequest) -> dict:
    """The same filter as list, as month, and in a calendar program; what the form must keep."""
    no_view = {"view": None, "from": None, "to": None}
    file = f"{request.get_host()}{reverse('termintipps:calendar')}"
    query = with_changes(request.GET, no_view if "view" in request.GET else {})
    in_form = {"from", "to", "category", "q", "page"}
    return {
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            if name not in in_form
            for value in values
        ],
        "as_list": _address(request, no_view),
        "as_month": _address(request, {"view": "month", "to": None}),
        "subscription": f"webcal://{file}{'?' if query else ''}{query}",
        "calendar_file": f"{reverse('termintipps:calendar')}{'?' if query else ''}{query}",
        "feed": f"{reverse('termintipps:feed')}{'?' if query else ''}{query}",
    }


def with_changes(query: QueryDict, changes: dict[str, date | str | None]) -> str:
    """The query string with these names set, or left out where None; always the first page."""
    changed = query.copy()
    for name, value in {**changes, "page": None}.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return changed.urlencode()


def _address(request: HttpRequest, changes: dict[str, date | str | None]) -> str:
    query = with_changes(request.GET, changes)
    return f"{request.path}?{query}" if query else request.path
