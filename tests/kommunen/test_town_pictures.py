"""The outline as mark and window, for every municipality and Kreis we have an outline of."""

import re
from types import SimpleNamespace

import pytest

from kommunen.geo.outlines import base_map, outline
from kommunen.look import town_pictures

STRAIGHT = re.compile(r'<clipPath id="town-window"><path d="([MLZ\d. -]+)"/>')
PLACE = re.compile(r"translate\((-?\d+) (-?\d+)\) scale\((\d\.\d+)\)")

KEYS = ["05158028", "05911000", "05122000", "05112000", "05358", "05382", "05512000", "05754008"]


def town_with(geometry, pk=1):
    return SimpleNamespace(pk=pk, outline=geometry)


@pytest.mark.parametrize("key", KEYS)
def test_the_window_is_cut_to_the_outline(key):
    drawn = town_pictures.window(town_with(outline(key)), "Eine Stadt")

    assert STRAIGHT.search(drawn)
    assert 'role="img" aria-label="Eine Stadt"' in drawn
    assert len(drawn) < 9000


@pytest.mark.parametrize("key", KEYS)
def test_the_scene_covers_the_outline_from_side_to_side(key):
    drawn = town_pictures.window(town_with(outline(key)), "")
    xs = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", STRAIGHT.search(drawn)[1])]
    left, _top, scale = map(float, PLACE.search(drawn).groups())

    assert left - 1 <= min(xs)
    assert left + 320 * scale + 1 >= max(xs)


def test_a_town_without_outline_gets_a_leaf():
    nobody = town_with(None)

    assert 'viewBox="0 0 40 40"' in town_pictures.mark(nobody)
    assert town_pictures.LEAF in town_pictures.window(nobody, "Ein Blatt")


def test_a_changed_outline_changes_the_mark_at_once():
    before = town_pictures.mark(town_with(outline("05158028")))
    after = town_pictures.mark(town_with(outline("05122000")))

    assert before != after


def test_an_outline_is_drawn_once(monkeypatch):
    first = town_pictures.mark(town_with(outline("05158028"), pk=7))
    monkeypatch.setattr(town_pictures, "svg_path", None)  # a second call would fail

    assert town_pictures.mark(town_with(outline("05158028"), pk=7)) == first


def test_two_towns_do_not_mix():
    one, other = town_with(outline("05158028"), pk=1), town_with(outline("05122000"), pk=2)

    assert town_pictures.mark(one) != town_pictures.mark(other) != town_pictures.mark(one)


def test_the_mark_stays_small():
    for feature in base_map("05158")["features"]:
        drawn = town_pictures.mark(town_with(feature["geometry"]))
        assert len(drawn) < 1200
