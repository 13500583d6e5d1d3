"""An event for machines: schema.org for search engines, and the items of `events.json`."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from termintipps import clock
from termintipps.dated import Dated

if TYPE_CHECKING:
    from termintipps.models import EventPage

SCHEMA = "https://schema.org"


def json_ld(event: "EventPage", dated: Dated, *, url: str, picture_url: str = "") -> dict:
    """Describe one date of an event as a schema.org Event; `url`, `picture_url` are absolute."""
    described = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": url,
        "startDate": _written(dated, dated.starts_at),
        "endDate": None if dated.is_open_ended else _written(dated, dated.ends_at, dated.last_day),
        "eventStatus": f"{SCHEMA}/{_status(dated)}",
        "eventAttendanceMode": f"{SCHEMA}/{_attendance(event)}",
        "location": _locations(event, dated),
        "organizer": _organiser(event),
        "isAccessibleForFree": event.is_free or None,
        "image": picture_url,
    }
    if dated.is_moved:
        described["previousStartDate"] = _before(event, dated)
    return {name: value for name, value in described.items() if value}


def begin(dated: Dated) -> str:
    """ISO 8601 with offset; for whole days the first day."""
    return _written(dated, dated.starts_at)


def end(dated: Dated) -> str:
    """ISO 8601 with offset, exclusive; for whole days the day after the last."""
    return _written(dated, dated.ends_at, dated.last_day + clock.ONE_DAY)


def _written(dated: Dated, at: datetime, day: date | None = None) -> str:
    local = clock.local(at)
    return (day or local.date()).isoformat() if dated.is_all_day else local.isoformat()


def _before(event: "EventPage", dated: Dated) -> str:
    """When a moved date was planned."""
    if event.start_time is None:
        return dated.date.isoformat()
    return clock.local(clock.moment(dated.date, event.start_time)).isoformat()


def _status(dated: Dated) -> str:
    if dated.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if dated.is_moved else "EventScheduled"


def _attendance(event: "EventPage") -> str:
    if not event.is_online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.place else "OnlineEventAttendanceMode"


def _locations(event: "EventPage", dated: Dated) -> list[dict]:
    found = []
    if dated.place:
        found.append({"@type": "Place", "name": dated.place, "address": dated.place})
    elif event.place:
        name = event.place_name or event.place
        place = {"@type": "Place", "name": name, "address": event.place}
        if event.point:
            coordinates = {"latitude": event.point.lat, "longitude": event.point.lon}
            place["geo"] = {"@type": "GeoCoordinates", **coordinates}
        found.append(place)
    if event.open_online_url:
        found.append({"@type": "VirtualLocation", "url": event.open_online_url})
    return found


def _organiser(event: "EventPage") -> dict | None:
    title = event.organiser_title
    return {"@type": "Organization", "name": title} if title else None
