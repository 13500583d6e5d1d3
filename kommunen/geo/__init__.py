"""Places on Earth: points, rectangles, and the outlines of towns, drawn from shipped data."""

from .points import EARTH_RADIUS_M, Bounds, Point, distance_m

__all__ = ["EARTH_RADIUS_M", "Bounds", "Point", "distance_m"]
