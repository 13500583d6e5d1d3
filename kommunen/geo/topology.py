"""Areas that share their borders, as TopoJSON keeps them: arcs, each stored once.

Because neighbours share arcs, an area made of several (a Kreis of its municipalities) has
exactly those arcs as its border that occur once among its parts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

Position = tuple[float, float]  # longitude, latitude, in degrees
Ring = list[Position]  # closed: the first position comes again at the end

DECIMALS = 5  # about 1 m on the ground; the data's own grid is coarser


class Topology:
    """The geometries of one TopoJSON object, by a key among their properties.

    Args:
        data: A topology with `transform` (quantised, delta-coded arcs).
        layer: Name of the object to read; its geometries are Polygons and MultiPolygons.
        key: Name of the property which identifies a geometry.

    Source: https://github.com/topojson/topojson-specification, sections 2.1 and 2.2.
    """

    def __init__(self, data: dict, layer: str, key: str) -> None:
        geometries = data["objects"][layer]["geometries"]
        self.properties: dict[str, dict] = {
            each["properties"][key]: each["properties"] for each in geometries
        }
        self._arcs = [_decoded(arc, data["transform"]) for arc in data["arcs"]]
        self._parts: dict[str, list[int]] = {
            each["properties"][key]: list(_arc_numbers(each)) for each in geometries
        }
        self._owners: dict[int, set[str]] = defaultdict(set)
        for area, numbers in self._parts.items():
            for number in numbers:
                self._owners[_unsigned(number)].add(area)

    def polygons(self, keys: Iterable[str]) -> list[list[Ring]]:
        """The union of the areas: for each polygon its outer ring, then its holes.

        Outer rings run counter-clockwise, holes clockwise (RFC 7946, section 3.1.6).
        """
        # Written by mapshaper, outer rings run clockwise: reversed, they are as we want them.
        rings = [ring[::-1] for ring in self._rings(self._border(keys))]
        outer = [ring for ring in rings if signed_area(ring) > 0]
        holes = [ring for ring in rings if signed_area(ring) < 0]
        return [[ring, *(hole for hole in holes if contains(ring, hole[0]))] for ring in outer]

    def touching(self, keys: Iterable[str]) -> set[str]:
        """The areas beyond the union's border. A single common point is not enough."""
        keys = set(keys)
        return {
            owner for number in self._border(keys) for owner in self._owners[_unsigned(number)]
        } - keys

    def _border(self, keys: Iterable[str]) -> list[int]:
        numbers = [number for key in keys for number in self._parts[key]]
        uses = Counter(map(_unsigned, numbers))
        return [number for number in numbers if uses[_unsigned(number)] == 1]

    def _rings(self, numbers: list[int]) -> Iterator[Ring]:
        """Join arcs end to end. Each point has as many arcs that leave as arrive, so all close."""
        leaving: dict[Position, list[Ring]] = defaultdict(list)
        for number in numbers:
            arc = self._arcs[_unsigned(number)]
            arc = arc if number >= 0 else arc[::-1]
            leaving[arc[0]].append(arc)
        for start, arcs in leaving.items():
            while arcs:
                ring = [start]
                while len(ring) == 1 or ring[-1] != start:
                    ring += leaving[ring[-1]].pop()[1:]
                yield ring


def signed_area(ring: Ring) -> float:
    """The ring's area in square degrees, positive if it runs counter-clockwise."""
    return sum(
        x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False)
    ) / 2  # fmt: skip


def contains(ring: Ring, position: Position) -> bool:
    """Whether the position lies inside the ring. On the edge either answer may come."""
    x, y = position
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _arc_numbers(geometry: dict) -> Iterator[int]:
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for polygon in polygons:
        for ring in polygon:
            yield from ring


def _unsigned(number: int) -> int:
    """The arc a number means; ~n is arc n run backwards."""
    return number if number >= 0 else ~number


def _decoded(arc: list[list[int]], transform: dict) -> Ring:
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda last, step: (last[0] + step[0], last[1] + step[1]))
    return [
        (round(shift_x + x * scale_x, DECIMALS), round(shift_y + y * scale_y, DECIMALS))
        for x, y in steps
    ]
