"""Where a name fits on a map: far from every border, inside what can be seen."""

from math import cos, hypot, inf, radians

from .mercator import extent, rings_of
from .points import Bounds
from .topology import contains

STEPS = 14  # tried places in each direction; a finer grid moves a label by less than its height


def label_point(geometry: dict, view: Bounds) -> list[float] | None:
    """The place ([lon, lat]) for the area's name, None if nothing of it lies in view.

    Of a grid of places inside both area and view, the one farthest from all their edges.
    """
    box = view.overlap(extent(geometry))
    if box is None:
        return None
    rings = list(rings_of(geometry))
    squeeze = cos(radians(box.centre.lat))  # a degree of longitude is that much shorter
    best, most_room = None, 0.0
    for lon, lat in _grid(box):
        if sum(contains(ring, (lon, lat)) for ring in rings) % 2 == 0:
            continue
        room = min(
            (lon - view.west) * squeeze,
            (view.east - lon) * squeeze,
            lat - view.south,
            view.north - lat,
            *(_distance_to(ring, lon, lat, squeeze) for ring in rings),
        )
        if room > most_room:
            best, most_room = [round(lon, 4), round(lat, 4)], room
    return best


def _grid(box: Bounds) -> list[tuple[float, float]]:
    wide, high = (box.east - box.west) / STEPS, (box.north - box.south) / STEPS
    return [
        (box.west + (column + 0.5) * wide, box.south + (row + 0.5) * high)
        for row in range(STEPS)
        for column in range(STEPS)
    ]


def _distance_to(ring: list, lon: float, lat: float, squeeze: float) -> float:
    """To the nearest edge, in degrees of latitude."""
    nearest = inf
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        ax, ay = (lon - x1) * squeeze, lat - y1
        bx, by = (x2 - x1) * squeeze, y2 - y1
        along = max(0.0, min(1.0, (ax * bx + ay * by) / (bx * bx + by * by)))
        nearest = min(nearest, hypot(ax - along * bx, ay - along * by))
    return nearest
