"""Events for other programs: calendar files, feed, data. Same filters as the list, same set."""

from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inbox.guard import guarded_view
from inbox.relay import Addressee
from inbox.views import message_view
from kommunen.kinds import kinds_of
from kommunen.tenancy import site_for
from termintipps import files
from termintipps.atom import atom
from termintipps.filters import EventFilter, FilterError
from termintipps.models import EventPage, Occurrence
from termintipps.structured import begin, end


def filtered(view: Callable) -> Callable:
    """Give the view the visitor's filter; answer a broken one with 400 and one sentence."""

    @require_safe
    @wraps(view)
    def read(request: HttpRequest) -> HttpResponse:
        try:
            wanted = EventFilter.parse(request.GET, kinds_of(request))
        except FilterError as error:
            return HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
        return view(request, wanted)

    return read


@filtered
def calendar_file(request: HttpRequest, wanted: EventFilter) -> HttpResponseBase:
    return files.whole_calendar(request, wanted, timezone.now())


@filtered
def atom_feed(request: HttpRequest, wanted: EventFilter) -> HttpResponse:
    return atom(request, wanted, timezone.now())


@require_safe
def event_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    public = Occurrence.objects.for_site(site_for(request)).values("event")
    event = EventPage.objects.live().filter(slug=slug, pk__in=public).first()
    if event is None:
        raise Http404("No event of this name.")
    return files.one_event(event, request)


@require_safe
def date_file(request: HttpRequest, slug: str, day: date) -> HttpResponseBase:
    public = Occurrence.objects.for_site(site_for(request)).with_event()
    dated = public.filter(event__live=True, event__slug=slug, date=day).first()
    if dated is None:
        raise Http404("The event does not take place on this day.")
    return files.one_date(dated, request)


@guarded_view
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to whoever takes registrations; the address is known to us, and to nobody else."""
    public = Occurrence.objects.for_site(site_for(request)).upcoming(timezone.now())
    dated = public.with_event().filter(event__live=True, event__slug=slug).first()
    if dated is None or not dated.event.registration_email:
        raise Http404("Nobody takes registrations for such an event.")
    event, path = dated.event, dated.event.get_url(request)
    addressee = Addressee(
        target=f"event:{event.pk}",
        name=event.organiser_title or event.title,
        about=str(_("Registration: %(title)s") % {"title": event.title}),
        url=request.build_absolute_uri(path),
        email=event.registration_email,
    )
    return message_view(request, addressee=addressee, back_url=path)


@filtered
def events_json(request: HttpRequest, wanted: EventFilter) -> JsonResponse:
    """Serve one item for each date as a JSON list, in the order of time."""
    public = wanted.narrow(Occurrence.objects.for_site(site_for(request)))
    dates = public.within(wanted.period(timezone.now())).with_event()
    response = JsonResponse(
        [_item(request, each) for each in dates.iterator(chunk_size=500)],
        safe=False,  # a list at the top: browsers have read it as data since 2009
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _item(request: HttpRequest, occurrence: Occurrence) -> dict:
    event = occurrence.event
    entry = event.calendar_entry
    kinds = [each.slug for each in kinds_of(request) if each.pk in entry.category_ids]
    address = event.get_url(request)
    if event.rrule:
        address += f"{occurrence.date}/"
    return {
        "uid": entry.uid,
        "slug": event.slug,
        "title": event.title,
        "start": begin(occurrence),
        "end": end(occurrence),
        "all_day": occurrence.is_all_day,
        "open_end": occurrence.is_open_ended,
        "status": occurrence.status,
        "note": occurrence.note,
        "categories": kinds,
        "place": occurrence.place or event.place,
        "online": event.is_online,
        "url": request.build_absolute_uri(address),
    }
