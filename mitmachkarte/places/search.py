"""Find a street, a district or a place of the town by its name.

Three sources, best known first: the list that the town has uploaded, its entries' districts, and
its entries' streets and places. Only where none of them knows anything, a geocoder may be asked,
which is off unless the operator switches it on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kommunen.geo import Point
from kommunen.kept.parts import kept_of_town
from kommunen.models import Kommune
from mitmachkarte.folding import folded_name
from mitmachkarte.models import InitiativePage, KnownPlace

from . import geocoder

MOST = 8  # places offered
CANDIDATES = 200  # rows of the uploaded list that are looked at more closely
LETTERS = 2  # fewer find everything
HOUSE_NUMBER = re.compile(r"\s+\d+\s*[a-zA-Z]?(\s*[-–/]\s*\d+\s*[a-zA-Z]?)?$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a name: "Hauptstraße (Lintorf)"."""

    name: str
    point: Point


def spots_named(kommune: Kommune, text: str) -> list[Spot]:
    """Places of the town whose name holds all words of the text, the best match first.

    Two queries, however many there are; one while what the entries name is kept.
    """
    words = folded_name(text).split()
    if sum(map(len, words)) < LETTERS:
        return []
    named = kept_of_town(kommune, "places", lambda: list(_of_entries(kommune)))
    found: dict[str, Spot] = {}
    for key, spot in [*_uploaded(kommune, words), *named]:
        if all(word in key for word in words):
            found.setdefault(key, spot)
    asked = " ".join(words)
    best = sorted(found, key=lambda key: (*_distance(asked, key), key))
    return [found[key] for key in best[:MOST]] or geocoder.spots_named(kommune, text)


def _distance(asked: str, key: str) -> tuple[int, int]:
    """How far a name is from what was asked: the same, the beginning, the beginning of a word."""
    name = key.partition(" (")[0]
    if asked in (key, name):
        return 0, 0
    if key.startswith(asked):
        return 1, len(key)
    return (2 if f" {asked}" in f" {key}" else 3), len(key)


def _uploaded(kommune: Kommune, words: list[str]) -> Iterable[tuple[str, Spot]]:
    rows = KnownPlace.objects.for_site(kommune.site)
    for word in words:
        rows = rows.filter(words__contains=word)
    for row in rows.order_by("name", "pk")[:CANDIDATES]:
        name = f"{row.name} ({row.district})" if row.district else row.name
        yield _key(name), Spot(name, row.point)


def _of_entries(kommune: Kommune) -> Iterable[tuple[str, Spot]]:
    """Districts in the middle of their entries, then streets and meeting points."""
    pages = InitiativePage.objects.in_town(kommune).visible().exclude(lat=None).exclude(lon=None)
    rows = pages.filter(is_everywhere=False).order_by()
    districts, streets, places = (defaultdict(list) for _ in range(3))
    for district, street, place, lat, lon in rows.values_list(
        "district", "street", "place", "lat", "lon"
    ):
        point = (float(lat), float(lon))
        suffix = f" ({district})" if district else ""
        for names, name in (
            (districts, district),
            (streets, HOUSE_NUMBER.sub("", street.strip()) + suffix if street.strip() else ""),
            (places, place.strip() + suffix if place.strip() else ""),
        ):
            if name:
                names[name].append(point)
    for names in (districts, streets, places):
        for name, points in names.items():
            yield _key(name), Spot(name, _middle(points))


def _middle(points: list[tuple[float, float]]) -> Point:
    lats, lons = zip(*points, strict=True)
    return Point(lat=sum(lats) / len(lats), lon=sum(lons) / len(lons))


def _key(name: str) -> str:
    return " ".join(folded_name(name).split())
