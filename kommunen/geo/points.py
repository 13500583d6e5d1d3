"""Places on Earth, in one convention: WGS 84 (EPSG:4326), degrees, latitude first.

GeoJSON turns the order round (longitude first); `Point.as_geojson` and iterating over
`Bounds` are the places where that happens.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Self

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius R1 in metres; see Moritz (2000), "Geodetic Reference System 1980"."""


@dataclass(frozen=True, slots=True)
class Point:
    lat: float  # degrees north, -90 to 90
    lon: float  # degrees east, -180 to 180

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "latitude,longitude" in decimal degrees, e.g. "51.2973,6.8493".

        Raises:
            ValueError: not two numbers, not finite, or out of range. For developers.
        """
        lat, lon = map(float, text.split(","))
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"point out of range: {text}")
        return cls(lat=lat, lon=lon)

    def as_geojson(self) -> dict:
        return {"type": "Point", "coordinates": [self.lon, self.lat]}


@dataclass(frozen=True, slots=True)
class Bounds:
    """A map's rectangle. It never crosses the 180th meridian."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the `bbox` query parameter of RFC 7946, section 5.

        Args:
            text: Four decimal degrees, "west,south,east,north", e.g. "6.7,51.2,7.0,51.4".

        Returns:
            The rectangle; `south <= north` and `west <= east` hold.

        Raises:
            ValueError: not four numbers, not finite, out of range, or corners the wrong way
                round. The message is for developers; callers show their own to visitors.
        """
        parts = text.split(",")
        if len(parts) != 4:
            raise ValueError(f"bbox needs 4 numbers, got {len(parts)}")
        west, south, east, north = map(float, parts)
        # NaN is never in order and infinity is out of range: both end here.
        if not (-90 <= south <= north <= 90 and -180 <= west <= east <= 180):
            raise ValueError(f"bbox out of range or turned round: {text}")
        return cls(south=south, west=west, north=north, east=east)

    @classmethod
    def around(cls, point: Point, metres: float) -> Self:
        """The smallest rectangle that holds the circle around the point."""
        high = degrees(metres / EARTH_RADIUS_M)
        wide = high / max(cos(radians(min(abs(point.lat) + high, 90))), 1e-6)
        return cls(
            south=max(point.lat - high, -90),
            west=max(point.lon - wide, -180),
            north=min(point.lat + high, 90),
            east=min(point.lon + wide, 180),
        )

    @property
    def centre(self) -> Point:
        return Point(lat=(self.south + self.north) / 2, lon=(self.west + self.east) / 2)

    def padded(self, share: float) -> Self:
        """The rectangle with this share of its width and height added on each side."""
        wide, high = (self.east - self.west) * share, (self.north - self.south) * share
        return type(self)(
            south=max(self.south - high, -90),
            west=max(self.west - wide, -180),
            north=min(self.north + high, 90),
            east=min(self.east + wide, 180),
        )

    def overlap(self, other: Self) -> Self | None:
        """What both cover, None if they are apart."""
        south, west = max(self.south, other.south), max(self.west, other.west)
        north, east = min(self.north, other.north), min(self.east, other.east)
        if south > north or west > east:
            return None
        return type(self)(south=south, west=west, north=north, east=east)

    def joined(self, other: Self) -> Self:
        """The smallest rectangle around both."""
        return type(self)(
            south=min(self.south, other.south),
            west=min(self.west, other.west),
            north=max(self.north, other.north),
            east=max(self.east, other.east),
        )

    def __contains__(self, point: Point) -> bool:
        """Whether the point lies inside, edges included."""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east

    def __iter__(self) -> Iterator[float]:
        """West, south, east, north, the order of GeoJSON's `bbox`."""
        return iter((self.west, self.south, self.east, self.north))


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance between two points in metres, by the haversine formula.

    Good for sorting and for "350 m away"; within 0.6 % of the ellipsoid's distance.
    Not for surveying, not for walking routes.

    Source: R. W. Sinnott, "Virtues of the Haversine", Sky & Telescope 68 (1984), p. 159.
    """
    half_lat = radians(b.lat - a.lat) / 2
    half_lon = radians(b.lon - a.lon) / 2
    h = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))
