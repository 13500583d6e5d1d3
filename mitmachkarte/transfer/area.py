"""Whether a place lies in a town, generously: the shipped outlines are simplified."""

from math import cos, radians

from kommunen.geo import Point
from kommunen.geo.topology import contains
from kommunen.models import Kommune

TOLERANCE_M = 500
METRES_A_DEGREE = 111_195  # of latitude, on the sphere of kommunen.geo


class Area:
    """The town's outline, its extent if it has no outline, the whole Earth if it has neither."""

    def __init__(self, kommune: Kommune) -> None:
        outline = kommune.outline or {}
        polygons = outline.get("coordinates") or []
        self.polygons = [polygons] if outline.get("type") == "Polygon" else polygons
        self.extent = kommune.extent  # west, south, east, north

    def __contains__(self, point: Point) -> bool:
        if not self.extent:
            return True
        high = TOLERANCE_M / METRES_A_DEGREE
        wide = high / max(cos(radians(point.lat)), 0.01)
        west, south, east, north = self.extent
        if not (
            south - high <= point.lat <= north + high and west - wide <= point.lon <= east + wide
        ):
            return False
        return not self.polygons or any(
            self._covers(point.lon + wide * right, point.lat + high * up)
            for right in (0, -1, 1)
            for up in (0, -1, 1)
        )

    def _covers(self, lon: float, lat: float) -> bool:
        return any(
            contains(polygon[0], (lon, lat))
            and not any(contains(hole, (lon, lat)) for hole in polygon[1:])
            for polygon in self.polygons
        )
