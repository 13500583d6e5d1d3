"""The list of what comes: which cards, grouped how, and the ways to narrow it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kommunen.tenancy import site_for
from termintipps import clock
from termintipps.cards import by_month, cards
from termintipps.filters import EventFilter
from termintipps.models.occurrence import Occurrence

ON_A_PAGE = 25
SATURDAY = 5


class QuickFilter(NamedTuple):
    """A range one wants often; both days are None for "all days"."""

    label: str
    first: str | None
    last: str | None
    is_chosen: bool


def found(request: HttpRequest, wanted: EventFilter, at: datetime) -> dict:
    """Context of one page of the list.

    It looks two pages ahead and no further, so its cost does not depend on how much there is.

    Raises:
        Http404: the list has fewer pages.
    """
    period, is_archive = wanted.period(at), wanted.is_archive(at)
    public = Occurrence.objects.for_site(site_for(request))
    known = (wanted.page + 2) * ON_A_PAGE
    firsts = wanted.narrow(public).first_of_each_event(period, known + 1, newest=is_archive)
    event_ids = [event_id for _pk, event_id, _starts_at in firsts]
    pages = Paginator(event_ids[:known], ON_A_PAGE)
    if wanted.page > pages.num_pages:
        raise Http404("The list has no such page.")
    page_obj = pages.page(wanted.page)
    shown = cards(request, public, list(page_obj.object_list), period, newest=is_archive)
    return {
        "wanted": wanted,
        "page_obj": page_obj,
        "is_more_than_known": len(event_ids) > known,
        "months": list(by_month(shown, None if is_archive else clock.local(period.begin).date())),
        "begin": clock.local(period.begin).date(),
        "is_archive": is_archive,
        "quick_filters": quick_filters(wanted, at),
        "day_before": clock.local(at).date() - clock.ONE_DAY,
    }


def quick_filters(wanted: EventFilter, at: datetime) -> list[QuickFilter]:
    """All days, today, the weekend (the one we are in, or the next)."""
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
            first and first.isoformat(),
            last and last.isoformat(),
            (wanted.first, wanted.last) == (first, last),
        )
        for label, first, last in ranges
    ]
