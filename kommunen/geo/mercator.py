"""Geometries on a drawing: Mercator, fitted into a box, y downwards as in SVG.

Geometry here means GeoJSON's Polygon and MultiPolygon, in degrees, longitude first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asinh, hypot, radians, tan
from typing import Self

from .points import Bounds, Point

Vertex = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where on a drawing a place on Earth lies: `scale` units for each degree of longitude."""

    scale: float
    left: float  # x of longitude 0
    top: float  # y of the equator

    @classmethod
    def fit(cls, bounds: Bounds, width: float, height: float) -> Self:
        """Show all of `bounds` in a box of this size, centred, not distorted."""
        high, low = _mercator(bounds.north), _mercator(bounds.south)
        span_x = max(bounds.east - bounds.west, 1e-6)
        scale = min(width / span_x, height / max(high - low, 1e-6))
        return cls(
            scale=scale,
            left=width / 2 - scale * bounds.centre.lon,
            top=height / 2 + scale * (high + low) / 2,
        )

    def xy(self, point: Point) -> Vertex:
        return self.left + self.scale * point.lon, self.top - self.scale * _mercator(point.lat)

    def path(self, geometry: dict, tolerance: float, decimals: int = 0) -> str:
        """The geometry as the `d` of an SVG path.

        Args:
            tolerance: By how many units of the drawing the line may stray from the border.
            decimals: Of the coordinates.
        """
        return "".join(
            _subpath(_simplified(self._vertices(ring), tolerance), decimals)
            for ring in rings_of(geometry)
        )

    def _vertices(self, ring: list) -> list[Vertex]:
        return [self.xy(Point(lat=lat, lon=lon)) for lon, lat in ring]


def svg_path(geometry: dict, width: float, height: float) -> str:
    """The geometry fitted into a box with a hair's margin, simplified to a few hundred bytes.

    A small box such as the 40 × 40 of the town's mark gets one decimal, a large one none.
    """
    frame = Frame.fit(extent(geometry).padded(0.03), width, height)
    smaller = min(width, height)
    return frame.path(geometry, tolerance=smaller / 80, decimals=1 if smaller < 100 else 0)


def extent(geometry: dict) -> Bounds:
    """The smallest rectangle around the geometry."""
    positions = [position for ring in rings_of(geometry) for position in ring]
    lons, lats = zip(*positions, strict=True)
    return Bounds(south=min(lats), west=min(lons), north=max(lats), east=max(lons))


def rings_of(geometry: dict) -> Iterator[list]:
    """All rings of a Polygon or MultiPolygon, outer ones and holes."""
    polygons = geometry["coordinates"]
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        yield from polygon


def _mercator(lat: float) -> float:
    """The northing of a latitude, in the unit of a degree of longitude."""
    return asinh(tan(radians(lat))) / radians(1)


def _subpath(vertices: list[Vertex], decimals: int) -> str:
    if len(vertices) < 3:  # an exclave too small to be seen
        return ""
    texts = [" ".join(_number(value, decimals) for value in vertex) for vertex in vertices]
    return f"M{'L'.join(texts)}Z"


def _number(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def _simplified(ring: list[Vertex], tolerance: float) -> list[Vertex]:
    """The ring without its last point (= its first) and without what nobody would miss.

    Source: D. Douglas, T. Peucker, "Algorithms for the reduction of the number of points …",
    Cartographica 10 (1973), p. 112. A ring is cut in two at the point farthest from its start.
    """
    start = ring[0]
    middle = max(
        range(len(ring)), key=lambda i: hypot(ring[i][0] - start[0], ring[i][1] - start[1])
    )
    halves = ring[: middle + 1], ring[middle:]
    return [vertex for half in halves for vertex in _thinned(half, tolerance)[:-1]]


def _thinned(line: list[Vertex], tolerance: float) -> list[Vertex]:
    if len(line) < 3:
        return line
    distance, farthest = max(
        (_distance(line[i], line[0], line[-1]), i) for i in range(1, len(line) - 1)
    )
    if distance <= tolerance:
        return [line[0], line[-1]]
    return _thinned(line[: farthest + 1], tolerance)[:-1] + _thinned(line[farthest:], tolerance)


def _distance(vertex: Vertex, start: Vertex, end: Vertex) -> float:
    """From a vertex to the straight line between two others."""
    (x, y), (x1, y1), (x2, y2) = vertex, start, end
    length = hypot(x2 - x1, y2 - y1)
    if length == 0:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
