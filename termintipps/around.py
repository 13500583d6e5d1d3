"""Events of others beside the own ones: a town's neighbours nearby, a Kreis's towns.

Only what a town has consented to show (`kommunen.sharing`) and shows itself. They stand in a list
of their own, say where they come from, and lead to their page at home.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpRequest

from kommunen.geo import Bounds, Point, distance_m
from kommunen.geo.topology import contains
from kommunen.models import Kommune
from kommunen.sharing.sources import Home, Sources, sources_of
from kommunen.tenancy import kommune_for
from termintipps.models.occurrence import Occurrence
from termintipps.wording import when_on_the_day

if TYPE_CHECKING:
    from termintipps.filters import EventFilter
    from termintipps.models import EventPage

SHARED_AS = "events"
RADIUS_M = 10_000  # beyond the own border
SHOWN = 8
LOOKED_AT = 60  # first dates; of these the near ones are shown


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An event of another town, with no more of it than its name, time and place."""

    occurrence: Occurrence
    home: Home

    @property
    def event(self) -> "EventPage":
        return self.occurrence.event

    @property
    def when(self) -> str:
        return when_on_the_day(self.occurrence)

    @property
    def place(self) -> str:
        """Nothing for a date elsewhere: its page at home tells."""
        return "" if self.occurrence.place else self.event.place_name

    @property
    def url(self) -> str:
        """At home; the page's path below its own start page."""
        path = self.event.url_path.split("/", 2)[2]
        return f"{self.home.root_url}/{path}"


def around(request: HttpRequest, wanted: "EventFilter", at: datetime) -> dict:
    """Context of the list of others' next events for the filter; a fixed number of queries."""
    kommune = kommune_for(request)
    sources = sources_of(kommune, SHARED_AS)
    if not sources or wanted.page > 1 or wanted.is_archive(at):
        return {}
    found = _found(kommune, sources, wanted, at)
    return {"around": found, "around_everywhere": covers_all(kommune)}


def _found(
    kommune: Kommune, sources: Sources, wanted: "EventFilter", at: datetime
) -> list[Neighbour]:
    period = wanted.period(at)
    dates = wanted.narrow(_dates(kommune, sources))
    firsts = dates.first_of_each_event(period, LOOKED_AT)
    keys = [pk for pk, _event, _starts_at in firsts]
    rows = Occurrence.objects.filter(pk__in=keys).select_related("event").order_by("starts_at")
    found = []
    for row in rows.defer("event__body"):
        home = sources.home_of(row.event.path)
        if home and (covers_all(kommune) or is_near(kommune, row.event.point)):
            found.append(Neighbour(row, home))
    return found[:SHOWN]


def covers_all(kommune: Kommune) -> bool:
    """A Kreis and the centre show their towns' events wherever they are."""
    return kommune.kind in (Kommune.Kind.KREIS, Kommune.Kind.ZENTRALE)


def is_near(kommune: Kommune, point: Point | None) -> bool:
    """Whether a place lies in the town or at most `RADIUS_M` from a corner of its outline."""
    if point is None or not kommune.extent:
        return False
    polygons = _polygons(kommune)
    if any(contains(polygon[0], (point.lon, point.lat)) for polygon in polygons):
        return True
    corners = (corner for polygon in polygons for corner in polygon[0])
    return any(distance_m(point, Point(lat=lat, lon=lon)) <= RADIUS_M for lon, lat in corners)


def _polygons(kommune: Kommune) -> list:
    outline = kommune.outline or {}
    found = outline.get("coordinates") or []
    if outline.get("type") == "Polygon":
        return [found]
    if found:
        return found
    west, south, east, north = kommune.extent
    return [[[[west, south], [east, south], [east, north], [west, north]]]]


def _dates(kommune: Kommune, sources: Sources):
    dates = Occurrence.objects.filter(Q(is_public=True) & sources.pages("event__"))
    if covers_all(kommune) or not kommune.extent:
        return dates
    west, south, east, north = kommune.extent
    first = Bounds.around(Point(lat=south, lon=west), RADIUS_M)
    last = Bounds.around(Point(lat=north, lon=east), RADIUS_M)
    return dates.filter(
        event__lat__range=(first.south, last.north), event__lon__range=(first.west, last.east)
    )
