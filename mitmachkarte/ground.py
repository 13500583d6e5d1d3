"""What lies below a town's markers: its outline, its neighbours, and where the map begins."""

from kommunen.geo import Bounds
from kommunen.geo.outlines import base_map
from kommunen.models import Kommune


def base_map_of(kommune: Kommune) -> dict:
    """The town among its neighbours as GeoJSON, see `kommunen.geo.outlines.base_map`.

    A town whose outline the operator has set by hand stands alone; one without any is empty.
    """
    shipped = base_map(kommune.key)
    if shipped["features"] or not kommune.outline:
        return shipped
    town = {
        "type": "Feature",
        "properties": {"role": "town", "name": kommune.name},
        "geometry": kommune.outline,
    }
    return {"type": "FeatureCollection", "features": [town]}


def bounds_of(kommune: Kommune) -> Bounds | None:
    """The whole town, None if nobody knows where it lies."""
    if not kommune.extent:
        return None
    west, south, east, north = kommune.extent
    return Bounds(south=south, west=west, north=north, east=east)
