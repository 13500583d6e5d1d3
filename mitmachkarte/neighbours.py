"""What else there is around the corner."""

from dataclasses import dataclass
from math import cos, radians

from django.db.models import F, FloatField
from django.db.models.functions import Cast

from kommunen.geo import Bounds, Point, distance_m
from kommunen.models import Kommune

from .models.initiative import InitiativePage

REACH = 2000  # metres, half an hour on foot
MOST = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    name: str
    slug: str
    metres: int


def neighbours_of(page: InitiativePage, kommune: Kommune) -> list[Neighbour]:
    """The nearest public initiatives of the town, in one query."""
    here = page.point
    if here is None or page.is_everywhere:
        return []
    # On so short a way the Earth is flat; only the order has to be right.
    north = Cast(F("lat"), FloatField()) - here.lat
    east = (Cast(F("lon"), FloatField()) - here.lon) * cos(radians(here.lat))
    around = InitiativePage.objects.in_town(kommune).visible()
    around = around.within(Bounds.around(here, REACH)).exclude(pk=page.pk)
    rows = around.order_by(north * north + east * east, "pk").values_list(
        "title", "slug", "lat", "lon"
    )[:MOST]
    found = (
        Neighbour(title, slug, round(distance_m(here, Point(lat=float(lat), lon=float(lon)))))
        for title, slug, lat, lon in rows
    )
    return [each for each in found if each.metres <= REACH]
