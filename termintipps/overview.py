"""The list of what comes: which cards, grouped how, and the ways to narrow it."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest

from kommunen.tenancy import site_for
from termintipps import clock
from termintipps.cards import by_month, cards
from termintipps.filters import EventFilter
from termintipps.models.occurrence import Occurrence
from termintipps.quick import quick_filters

ON_A_PAGE = 25


def found(
    request: HttpRequest, wanted: EventFilter, at: datetime, on_a_page: int = ON_A_PAGE
) -> dict:
    """Context of one page of the list.

    It looks two pages ahead and no further, so its cost does not depend on how much there is.

    Raises:
        Http404: the list has fewer pages.
    """
    period, is_archive = wanted.period(at), wanted.is_archive(at)
    public = Occurrence.objects.for_site(site_for(request))
    known = (wanted.page + 2) * on_a_page
    firsts = wanted.narrow(public).first_of_each_event(period, known + 1, newest=is_archive)
    event_ids = [event_id for _pk, event_id, _starts_at in firsts]
    pages = Paginator(event_ids[:known], on_a_page)
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
        "quick_filters": quick_filters(request, wanted, at),
        "day_before": clock.local(at).date() - clock.ONE_DAY,
    }
