"""An event's name in other calendars: UID, SEQUENCE, and what the text filter looks through.

SEQUENCE counts what changes for those who have the event in their calendar, not each saving.
"""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from termintipps import ics, vevents
from termintipps.models import CalendarEntry, EventPage, Occurrence


def write_entry(
    event: EventPage, rows: Iterable[Occurrence], *, at: datetime, planned_until: date
) -> CalendarEntry:
    """Write what other calendars need to know of the live event; make its entry if it has none.

    Args:
        rows: All its dates, as they are now.
    """
    entry, is_new = CalendarEntry.objects.select_for_update().get_or_create(
        event=event, defaults={"changed_at": at, "planned_until": planned_until}
    )
    content = ics.written(vevents.whole(event, entry.uid, rows, at))
    fingerprint = sha256(content).hexdigest()
    if entry.fingerprint != fingerprint:
        entry.fingerprint = fingerprint
        entry.changed_at = at
        entry.sequence += 0 if is_new else 1
    kept = ics.stamped(content, changed_at=entry.changed_at, sequence=entry.sequence)
    entry.vevents = kept.decode()
    entry.planned_until = planned_until
    entry.words = _words(event)
    entry.category_ids = sorted(event.categories.values_list("pk", flat=True))
    entry.save()
    return entry


def _words(event: EventPage) -> str:
    parts = [event.title, event.summary, event.place, event.organiser_title]
    return " ".join(filter(None, parts)).casefold()
