"""Every border we ship is a border: closed, simple, turned the right way, where it should be."""

import re
from itertools import combinations, pairwise

import pytest
from django.core.exceptions import ValidationError

from kommunen.geo import Bounds, Point
from kommunen.geo.mercator import rings_of
from kommunen.geo.outlines import _topology as topology
from kommunen.geo.outlines import (
    base_map,
    check_key,
    extent,
    name_of,
    neighbours,
    outline,
    svg_path,
)
from kommunen.geo.topology import signed_area

NRW = Bounds(south=50.32, west=5.86, north=52.54, east=9.47)
TOWNS = sorted(topology("05").properties)
KREISE = sorted({key[:5] for key in TOWNS})
RATINGEN, KREIS_METTMANN, DUISBURG = "05158028", "05158", "05112000"


def test_all_municipalities_are_there():
    assert len(TOWNS) == 396
    assert len(KREISE) == 53


def test_borders_are_made_of_closed_simple_rings_in_their_extent():
    for key in [*TOWNS, *KREISE]:
        box = extent(outline(key))
        assert box.overlap(NRW) == box, key
        for ring in rings_of(outline(key)):
            assert ring[0] == ring[-1], key
            assert len(set(ring)) == len(ring) - 1 >= 3, key
            assert all(Point(lat=lat, lon=lon) in box for lon, lat in ring), key
            assert not any(_cross(a, b) for a, b in combinations(list(pairwise(ring)), 2)), key


def test_outer_rings_run_counter_clockwise_and_holes_do_not():
    for key in [*TOWNS, *KREISE]:
        for outer, *holes in _polygons(outline(key)):
            assert signed_area(outer) > 0, key
            assert all(signed_area(hole) < 0 for hole in holes), key


def test_a_kreis_is_as_large_as_its_municipalities():
    for key in KREISE:
        parts = [outline(town) for town in TOWNS if town.startswith(key)]
        assert _area(outline(key)) == pytest.approx(sum(map(_area, parts))), key


def test_neighbours_are_mutual():
    for key in [*TOWNS, *KREISE]:
        assert key not in neighbours(key)
        assert all(key in neighbours(other) for other in neighbours(key)), key


def test_the_mark_is_a_few_hundred_bytes_inside_its_box():
    for key in [*TOWNS, *KREISE]:
        path = svg_path(outline(key), 40, 40)
        assert re.fullmatch(r"(M[\d.]+ [\d.]+(L[\d.]+ [\d.]+)+Z)+", path), key
        assert len(path) < 800, key
        assert all(0 <= float(number) <= 40 for number in re.findall(r"[\d.]+", path)), key


def test_names_of_neighbours_lie_where_they_can_be_read():
    for key in TOWNS[::10]:
        view = extent(outline(key)).padded(0.15)
        for feature in base_map(key)["features"][1:]:
            label = feature["properties"]["label"]
            assert label is None or Point(lat=label[1], lon=label[0]) in view, key


def test_a_town_is_shown_among_its_neighbours():
    town, *others = base_map(RATINGEN)["features"]

    assert town["properties"] == {"role": "town", "name": "Ratingen"}
    assert {each["properties"]["name"] for each in others} == {
        "Düsseldorf",
        "Duisburg",
        "Essen",
        "Heiligenhaus",
        "Mettmann",
        "Mülheim an der Ruhr",
        "Wülfrath",
    }


def test_a_kreis_is_shown_with_its_municipalities():
    roles = [each["properties"]["role"] for each in base_map(KREIS_METTMANN)["features"]]

    assert roles.count("part") == 10
    assert roles.count("neighbour") == 11


def test_names_are_the_official_ones():
    assert name_of(RATINGEN) == "Ratingen"
    assert name_of(KREIS_METTMANN) == "Mettmann"
    assert name_of("05162") == "Rhein-Kreis Neuss"
    assert name_of("05112") == name_of(DUISBURG) == "Duisburg"


@pytest.mark.parametrize("key", ["", "05", "0515802", "05999999", "09162000", "x" * 8])
def test_what_we_do_not_know_has_no_outline(key):
    assert outline(key) is None
    assert name_of(key) is None
    assert neighbours(key) == ()
    assert base_map(key)["features"] == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("stadt", RATINGEN),
        ("gemeinde", RATINGEN),
        ("stadt", DUISBURG),
        ("kreis", KREIS_METTMANN),
        ("stadt", "09162000"),
        ("kreis", "16051"),
    ],
)
def test_right_keys_pass(kind, key):
    check_key(kind, key)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("stadt", ""),
        ("stadt", KREIS_METTMANN),
        ("stadt", "05999999"),
        ("stadt", "00158028"),
        ("stadt", "17158028"),
        ("stadt", "0515802٨"),
        ("stadt", f"{RATINGEN}\n"),
        ("kreis", RATINGEN),
        ("kreis", "05999"),
        ("kreis", "05112"),
    ],
)
def test_wrong_keys_are_refused(kind, key):
    with pytest.raises(ValidationError):
        check_key(kind, key)


def _polygons(geometry):
    polygons = geometry["coordinates"]
    return [polygons] if geometry["type"] == "Polygon" else polygons


def _area(geometry):
    return sum(map(signed_area, rings_of(geometry)))


def _cross(one, other):
    """Whether two edges cut through each other; a common end is no cut."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(p, q, r):
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
