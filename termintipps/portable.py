"""What events add to a tenant's archive: dates with their history, and a calendar file."""

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from kommunen.lifecycle.archive.rows import rows_part
from kommunen.models import Category, Kommune
from kommunen.registry import LeftOut, PortablePart

from . import ics
from .models import CalendarEntry, EventPage, Occurrence
from .upkeep import refresh_below

if TYPE_CHECKING:
    from kommunen.lifecycle.archive.arrival import Arrival
    from kommunen.lifecycle.archive.departure import Departure

LEFT_OUT = [
    LeftOut("termintipps.EventImport", "how events came in, and by whom; undone only here"),
    LeftOut("termintipps.ImportedEvent", "belongs to an import, and only here can it be undone"),
    LeftOut("termintipps.SubscriptionState", "what a visit found; the next one finds it again"),
]
WORKED_OUT = frozenset({"words", "category_ids", "vevents"})


def parts() -> Iterator[PortablePart]:
    yield rows_part("termintipps.Closure", 22)
    yield rows_part("termintipps.Occurrence", 61)
    yield rows_part("termintipps.CalendarEntry", 62, skip=WORKED_OUT, prepare=_with_free_uid)
    yield rows_part("termintipps.Subscription", 63)
    yield rows_part("termintipps.SubscriptionWord", 64)
    yield rows_part("termintipps.EventOrigin", 65)
    yield PortablePart("events.ics", 91, (), _export_calendar, _restore_dates)


def _with_free_uid(arrival: "Arrival", entry: CalendarEntry, name: str) -> bool:
    """A UID names one event in the world; a second town with the same events needs others."""
    if CalendarEntry.objects.filter(uid=entry.uid).exists():
        entry.uid = str(uuid.uuid4())
        arrival.note(
            name, _("The event is already in another tenant's calendar, so it gets a new UID.")
        )
    return True


def _export_calendar(departure: "Departure") -> None:
    kommune = departure.kommune
    content = ics.calendar(kommune.name, f"{kommune.root_url}/", _pieces(kommune))
    departure.writer.add_bytes("events.ics", b"".join(content))


def _pieces(kommune: Kommune) -> Iterator[bytes]:
    """Every public event, past ones too, in the order of the tree."""
    names = dict(Category.objects.visible_to(kommune).values_list("pk", "name"))
    public = Occurrence.objects.for_site(kommune.site).values("event")
    events = EventPage.objects.live().filter(pk__in=public)
    root = kommune.site.root_page.url_path
    entries = CalendarEntry.objects.filter(event__in=events).order_by("event__path")
    for entry in entries.select_related("event"):
        url = f"{kommune.root_url}/{entry.event.url_path.removeprefix(root)}"
        kinds = [names[pk] for pk in entry.category_ids if pk in names]
        yield ics.located(entry, None, url, kinds)


def _restore_dates(arrival: "Arrival") -> None:
    """The dates ahead follow from the pages; those that are over keep what they were."""
    arrival.later(lambda: refresh_below(arrival.kommune.site.root_page, timezone.now()))
