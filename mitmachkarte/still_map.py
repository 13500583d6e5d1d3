"""A small map that needs no script: the town, its neighbours, one marker."""

from dataclasses import dataclass
from functools import lru_cache

from kommunen.geo import Bounds, Point
from kommunen.geo.mercator import Frame
from kommunen.geo.outlines import base_map
from kommunen.models import Category, Kommune

from .ground import base_map_of, bounds_of

WIDTH, HEIGHT = 800, 600  # units of the drawing; `.map--wide` shows it 4 to 3
TOLERANCE = 2.0  # units; less than a pixel at the size it is shown
NEARBY = 0.02  # degrees around the marker where no borders are known, about 2 km


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same on every small map of a town: `d` of SVG paths, and names."""

    frame: Frame
    land: str
    parts: str
    around: str
    names: tuple[tuple[str, str, str], ...]  # x, y ("12.3%"), name

    def place(self, point: Point) -> tuple[str, str] | None:
        """Where to put a marker, x and y ("12.3%"); None beyond the edges."""
        x, y = self.frame.xy(point)
        return _percent(self.frame, point) if 0 <= x <= WIDTH and 0 <= y <= HEIGHT else None


@dataclass(frozen=True, slots=True)
class StillMap:
    ground: Ground
    x: str  # of the marker, "12.3%"
    y: str
    category: Category | None


def still_map(kommune: Kommune, point: Point, category: Category | None) -> StillMap:
    """The whole town with a marker at `point`, which may lie outside."""
    bounds = bounds_of(kommune) or _square(point)
    if point not in bounds:
        bounds = bounds.joined(_square(point))
    ground = _ground_of(kommune, bounds)
    return StillMap(ground, *_percent(ground.frame, point), category)


def town_ground(kommune: Kommune) -> Ground | None:
    """The whole town without a marker; None if nobody knows where it lies."""
    bounds = bounds_of(kommune)
    return _ground_of(kommune, bounds) if bounds else None


def _ground_of(kommune: Kommune, bounds: Bounds) -> Ground:
    if kommune.key and base_map(kommune.key)["features"]:
        return _kept_ground(kommune.key, bounds)
    return _ground(base_map_of(kommune), bounds)


@lru_cache(maxsize=500)
def _kept_ground(key: str, bounds: Bounds) -> Ground:
    return _ground(base_map(key), bounds)


def _ground(collection: dict, bounds: Bounds) -> Ground:
    frame = Frame.fit(bounds.padded(0.1), WIDTH, HEIGHT)
    paths = {"town": "", "part": "", "neighbour": ""}
    names = []
    for feature in collection["features"]:
        role, label = feature["properties"]["role"], feature["properties"].get("label")
        paths[role] += frame.path(feature["geometry"], TOLERANCE)
        if label:
            point = Point(lat=label[1], lon=label[0])
            names.append((*_percent(frame, point), feature["properties"]["name"]))
    return Ground(frame, paths["town"], paths["part"], paths["neighbour"], tuple(names))


def _square(point: Point) -> Bounds:
    return Bounds(
        south=max(point.lat - NEARBY, -90),
        west=max(point.lon - NEARBY, -180),
        north=min(point.lat + NEARBY, 90),
        east=min(point.lon + NEARBY, 180),
    )


def _percent(frame: Frame, point: Point) -> tuple[str, str]:
    x, y = frame.xy(point)
    return f"{100 * x / WIDTH:.1f}%", f"{100 * y / HEIGHT:.1f}%"
