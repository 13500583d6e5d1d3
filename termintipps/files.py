"""Calendar files: one event, or all that a filter finds. Unchanged ones are answered with 304."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _
from icalendar import Event

from kommunen.kinds import kinds_of
from kommunen.tenancy import kommune_for, site_for
from termintipps import ics
from termintipps.filters import EventFilter
from termintipps.models.occurrence import Occurrence

if TYPE_CHECKING:
    from termintipps.models import EventPage


def whole_calendar(request: HttpRequest, wanted: EventFilter, at: datetime) -> HttpResponse:
    """Every event of the filter. Without a range each series comes whole, as its rule."""
    town = kommune_for(request).name
    vevents = _in_range if wanted.first or wanted.last else _from_now_on
    name = _("Termintipps %(town)s") % {"town": town}
    return _file(request, name, f"termintipps-{slugify(town)}", vevents(request, wanted, at))


def one_event(event: "EventPage", request: HttpRequest) -> HttpResponse:
    return _file(request, event.title, event.slug, ics.vevents(event, _listing(event, request)))


def _from_now_on(request: HttpRequest, wanted: EventFilter, at: datetime) -> Iterator[Event]:
    coming = wanted.narrow(Occurrence.objects.for_site(site_for(request))).upcoming(at)
    for event in _events(coming.order_by().values("event")):
        yield from ics.vevents(event, _listing(event, request))


def _in_range(request: HttpRequest, wanted: EventFilter, at: datetime) -> Iterator[Event]:
    found = wanted.narrow(Occurrence.objects.for_site(site_for(request)))
    rows = defaultdict(list)
    for row in found.within(wanted.period(at)):
        rows[row.event_id].append(row)
    for event in _events(list(rows)):
        yield from ics.vevents(event, _listing(event, request), rows[event.pk])


def _events(keys) -> "QuerySet[EventPage]":
    model = Occurrence.event.field.related_model
    found = model.objects.filter(pk__in=keys).select_related("calendar_entry").defer("body")
    return found.prefetch_related("date_changes", "extra_dates").order_by("pk")


def _listing(event: "EventPage", request: HttpRequest) -> ics.Listing:
    names = {category.pk: category.name for category in kinds_of(request)}
    entry = event.calendar_entry
    return ics.Listing(
        entry=entry,
        url=request.build_absolute_uri(event.get_url(request)),
        categories=[names[pk] for pk in entry.category_ids if pk in names],
    )


def _file(
    request: HttpRequest, name: str, file_name: str, vevents: Iterator[Event]
) -> HttpResponse:
    content = ics.calendar(name, request.build_absolute_uri(), vevents)
    etag = quote_etag(sha256(content).hexdigest())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{file_name}.ics")
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
