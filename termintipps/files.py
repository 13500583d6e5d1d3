"""Calendar files: one date, one event, or all that a filter finds; unchanged ones are not sent.

A file of many events is streamed, so that its size costs no memory.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kommunen.kinds import kinds_of
from kommunen.tenancy import kommune_for, site_for
from termintipps import ics, vevents
from termintipps.filters import EventFilter
from termintipps.models.occurrence import CalendarEntry, Occurrence
from termintipps.queries import OccurrenceQuerySet

if TYPE_CHECKING:
    from termintipps.models import EventPage

AT_ONCE = 200  # rows read from the database at a time


def whole_calendar(request: HttpRequest, wanted: EventFilter, at: datetime) -> HttpResponseBase:
    """Every event of the filter. Without a range each series comes whole, as its rule."""
    town = kommune_for(request).name
    public = wanted.narrow(Occurrence.objects.for_site(site_for(request)))
    if wanted.first or wanted.last:
        rows = public.within(wanted.period(at))
        etag, pieces = _etag_of_rows(request, rows), _of_rows(request, rows)
    else:
        entries = _entries(public.upcoming(at).order_by(), wanted)
        etag, pieces = _etag_of(request, entries), _of_entries(request, entries)
    name = _("Termintipps %(town)s") % {"town": town}
    return _file(request, name, f"termintipps-{slugify(town)}", etag, pieces)


def _entries(coming: OccurrenceQuerySet, wanted: EventFilter) -> "QuerySet[CalendarEntry]":
    """Entries of the events that have one of these dates.

    Events of a kind are few, so they are found first and then asked for a date; the other way
    round the database would read every date of the town.
    """
    entries = CalendarEntry.objects.order_by("event")
    if not wanted.categories:
        return entries.filter(event__in=coming.values("event"))
    through = Occurrence.event.field.related_model.categories.through.objects
    of_kind = through.filter(category__in=wanted.categories).values("eventpage")
    return entries.filter(Exists(coming.filter(event=OuterRef("event"))), event__in=of_kind)


def one_event(event: "EventPage", request: HttpRequest) -> HttpResponseBase:
    entries = CalendarEntry.objects.filter(event=event)
    pieces = _of_entries(request, entries)
    return _file(request, event.title, event.slug, _etag_of(request, entries), pieces)


def one_date(occurrence: Occurrence, request: HttpRequest) -> HttpResponseBase:
    """One date, as an event of its own: the rest of the series stays out of the calendar."""
    event, entry = occurrence.event, occurrence.event.calendar_entry
    content = ics.written([vevents.single(event, entry.uid, occurrence)])
    address = event.get_url(request) + (f"{occurrence.date}/" if event.rrule else "")
    url = request.build_absolute_uri(address)
    piece = ics.located(entry, content, url, _kinds(request, entry))
    etag = _etag_of(request, CalendarEntry.objects.filter(pk=entry.pk))
    return _file(request, event.title, f"{event.slug}-{occurrence.date}", etag, [piece])


def _of_entries(request: HttpRequest, entries) -> Iterator[bytes]:
    found = entries.select_related("event").only(
        "vevents", "category_ids", "changed_at", "sequence", "event__url_path"
    )
    for entry in found.iterator(chunk_size=AT_ONCE):
        url = request.build_absolute_uri(entry.event.get_url(request))
        yield ics.located(entry, None, url, _kinds(request, entry))


def _of_rows(request: HttpRequest, rows) -> Iterator[bytes]:
    found = rows.with_event().defer("event__body", "event__calendar_entry__vevents")
    by_event = found.order_by("event", "date").iterator(chunk_size=AT_ONCE)
    for _key, dates in groupby(by_event, lambda row: row.event_id):
        dates = list(dates)
        event = dates[0].event
        entry = event.calendar_entry
        content = ics.written(vevents.some(event, entry.uid, dates))
        url = request.build_absolute_uri(event.get_url(request))
        yield ics.located(entry, content, url, _kinds(request, entry))


def _kinds(request: HttpRequest, entry: CalendarEntry) -> list[str]:
    names = {category.pk: category.name for category in kinds_of(request)}
    return [names[pk] for pk in entry.category_ids if pk in names]


def _etag_of(request: HttpRequest, entries) -> str:
    """Stands for the content without making it: what was changed last, and what it is called."""
    facts = ("sequence", "changed_at", "category_ids", "event__url_path")
    return _digest(request, entries.values_list("pk", *facts))


def _etag_of_rows(request: HttpRequest, rows) -> str:
    facts = ("sequence", "changed_at", "category_ids")
    of_entry = (f"event__calendar_entry__{name}" for name in facts)
    return _digest(request, rows.values_list("pk", *of_entry, "event__url_path"))


def _digest(request: HttpRequest, facts: Iterable[tuple]) -> str:
    found = sha256(request.build_absolute_uri().encode())
    for category in kinds_of(request):
        found.update(f"{category.pk} {category.name}\n".encode())
    for fact in facts.iterator(chunk_size=AT_ONCE):
        found.update(repr(fact).encode())
    return quote_etag(found.hexdigest())


def _file(
    request: HttpRequest, name: str, file_name: str, etag: str, pieces: Iterable[bytes]
) -> HttpResponseBase:
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{file_name}.ics"),
        "ETag": etag,
    }
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    if request.method == "HEAD":
        return HttpResponse(content_type="text/calendar; charset=utf-8", headers=headers)
    content = ics.calendar(name, request.build_absolute_uri(), pieces)
    return StreamingHttpResponse(
        content, content_type="text/calendar; charset=utf-8", headers=headers
    )
