"""Borders of municipalities (key of 8 digits) and Kreise (5), from the shipped TopoJSON.

Wherever an outline is drawn, `CREDIT` must be readable. Results are kept in the process:
take what comes back as read-only.
"""

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .labels import label_point
from .mercator import extent, svg_path
from .points import Bounds
from .topology import Topology

__all__ = [
    "CREDIT",
    "base_map",
    "check_key",
    "extent",
    "key_of",
    "name_of",
    "neighbours",
    "outline",
    "svg_path",
]

CREDIT = "© GeoBasis-DE / BKG 2016 (Daten verändert)"
DATA = Path(__file__).parent / "data"
FILES = {"05": "nrw-gemeinden.topojson"}  # Land by the first two digits of its keys

# Land 01 to 16, then region 1, Kreis 2, and for a municipality 3 more digits.
MUNICIPALITY_KEY = re.compile(r"(0[1-9]|1[0-6])[0-9]{6}")
DISTRICT_KEY = re.compile(r"(0[1-9]|1[0-6])[0-9]{3}")


def check_key(kind: str, key: str) -> None:
    """Make sure that a tenant of this kind (`Kommune.Kind`) can have this official key.

    Keys of a Land whose outlines are not shipped are only checked for their form.

    Raises:
        ValidationError: with one sentence for the operator.
    """
    is_district = kind == "kreis"
    if not (DISTRICT_KEY if is_district else MUNICIPALITY_KEY).fullmatch(key):
        raise ValidationError(
            _("A Kreis has a key of 5 digits that begins with 01 to 16, not “%(key)s”.")
            if is_district
            else _(
                "A municipality has a key of 8 digits that begins with 01 to 16, not “%(key)s”."
            ),
            params={"key": key},
        )
    if not _has_data(key):
        return
    if is_district and len(_members(key)) == 1:
        raise ValidationError(
            _("%(key)s is a town outside any Kreis: %(name)s. Its key is %(key)s000."),
            params={"key": key, "name": name_of(key)},
        )
    if not _members(key):
        raise ValidationError(
            _("There is no municipality or Kreis with the key %(key)s. Please check the digits."),
            params={"key": key},
        )


def name_of(key: str) -> str | None:
    """The official name ("Ratingen", "Rhein-Kreis Neuss"), None if the key is not in our data."""
    if not _members(key):
        return None
    own = _topology(key[:2]).properties.get(key) or _districts(key[:2]).get(key)
    return (own or _topology(key[:2]).properties[_members(key)[0]])["name"]


def key_of(name: str) -> str | None:
    """The key of the one municipality with this name; None if there is none, or more than one."""
    found = _keys_by_name().get(name, [])
    return found[0] if len(found) == 1 else None


@cache
def outline(key: str) -> dict | None:
    """The border as GeoJSON geometry, None if the key is not in our data.

    A Kreis is the union of its municipalities.
    """
    if not _members(key):
        return None
    polygons = _topology(key[:2]).polygons(_members(key))
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


@cache
def neighbours(key: str) -> tuple[str, ...]:
    """Keys (as long as the given one) of those which share a stretch of border, in order."""
    if not _members(key):
        return ()
    beyond = _topology(key[:2]).touching(_members(key))
    return tuple(sorted({other[: len(key)] for other in beyond}))


@cache
def base_map(key: str) -> dict:
    """What a map of the area shows below everything else: a GeoJSON FeatureCollection.

    Properties of each feature: `role` ("town", "part" for a municipality of a Kreis,
    "neighbour"), `name`, `label` ([lon, lat], where the name fits; not for the town itself).
    Empty if the key is not in our data.
    """
    border = outline(key)
    if border is None:
        return {"type": "FeatureCollection", "features": []}
    view = extent(border).padded(0.15)
    parts = _members(key) if len(_members(key)) > 1 else ()
    return {
        "type": "FeatureCollection",
        "bbox": list(extent(border)),
        "features": [
            _feature(key, "town"),
            *(_feature(part, "part", view) for part in parts),
            *(_feature(other, "neighbour", view) for other in neighbours(key)),
        ],
    }


def _feature(key: str, role: str, view: Bounds | None = None) -> dict:
    geometry = outline(key)
    properties = {"role": role, "name": name_of(key)}
    if view:
        properties["label"] = label_point(geometry, view)
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _has_data(key: str) -> bool:
    return key[:2] in FILES


@cache
def _members(key: str) -> tuple[str, ...]:
    """The municipalities inside, the key itself if it is one; none if it is unknown."""
    if not _has_data(key) or len(key) not in (5, 8):
        return ()
    return tuple(sorted(each for each in _topology(key[:2]).properties if each.startswith(key)))


@cache
def _keys_by_name() -> dict[str, list[str]]:
    found = defaultdict(list)
    for land in FILES:
        for key, properties in _topology(land).properties.items():
            found[properties["name"]].append(key)
    return found


@cache
def _topology(land: str) -> Topology:
    return Topology(_file(land), layer="gemeinden", key="ags")


@cache
def _districts(land: str) -> dict[str, dict]:
    geometries = _file(land)["objects"]["kreise"]["geometries"]
    return {each["properties"]["ags"]: each["properties"] for each in geometries}


def _file(land: str) -> dict:
    return json.loads((DATA / FILES[land]).read_text(encoding="utf-8"))
