"""Which tiles a town's map needs: a window of the world's grid (Web Mercator, XYZ)."""

from math import asinh, floor, pi, radians, tan

from kommunen.geo import Bounds
from kommunen.models import Kommune

LOWEST_ZOOM = 7  # below it all of the country is one tile
HIGHEST_ZOOM = 17  # `maxZoom` in mitmachkarte/js/map.js; each step has four times as many tiles
MARGIN = 1.0  # of the town's width and height on each side: what a wide window may show


def is_needed(kommune: Kommune, z: int, x: int, y: int, max_zoom: int) -> bool:
    """Whether the tile lies on the town or near it. A town nobody can place needs none."""
    if not kommune.extent or not LOWEST_ZOOM <= z <= min(max_zoom, HIGHEST_ZOOM):
        return False
    west, south, east, north = kommune.extent
    area = Bounds(south=south, west=west, north=north, east=east).padded(MARGIN)
    left, top = tile_at(area.west, area.north, z)
    right, bottom = tile_at(area.east, area.south, z)
    return left <= x <= right and top <= y <= bottom


def tile_at(lon: float, lat: float, z: int) -> tuple[int, int]:
    """Column and row of the tile that holds the place (degrees, WGS 84)."""
    size = 2**z
    lat = max(min(lat, 85.05), -85.05)  # where the square of Web Mercator ends
    x = floor((lon + 180) / 360 * size)
    y = floor((1 - asinh(tan(radians(lat))) / pi) / 2 * size)
    return max(0, min(x, size - 1)), max(0, min(y, size - 1))
