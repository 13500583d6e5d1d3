import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunen.geo import Bounds, Point, distance_m

RATINGEN = Point(lat=51.2973, lon=6.8493)
BOCHUM = Point(lat=51.4818, lon=7.2162)


def test_bounds_are_read_west_first():
    assert Bounds.parse("6.7,51.2,7.0,51.4") == Bounds(south=51.2, west=6.7, north=51.4, east=7.0)


def test_bounds_are_written_west_first():
    assert list(Bounds.parse("6.7,51.2,7.0,51.4")) == [6.7, 51.2, 7.0, 51.4]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "7.0,51.2,6.7,51.4",
        "6.7,51.4,7.0,51.2",
        "nan,51.2,7.0,51.4",
        "6.7,51.2,7.0,nan",
        "-inf,51.2,7.0,51.4",
        "6.7,51.2,inf,51.4",
        "6.7,51.2,180.1,51.4",
        "6.7,-90.1,7.0,51.4",
        "6.7\x00,51.2,7.0,51.4",
    ],
)
def test_broken_bounds_are_refused(text):
    with pytest.raises(ValueError):
        Bounds.parse(text)


@given(st.text())
def test_no_text_does_more_than_be_refused(text):
    try:
        bounds = Bounds.parse(text)
    except ValueError:
        return
    assert bounds.south <= bounds.north and bounds.west <= bounds.east


def test_edges_lie_inside():
    assert Point(lat=51.2, lon=6.7) in Bounds.parse("6.7,51.2,7.0,51.4")
    assert Point(lat=51.19, lon=6.7) not in Bounds.parse("6.7,51.2,7.0,51.4")


def test_rectangles_apart_have_no_overlap():
    assert Bounds.parse("6,51,7,52").overlap(Bounds.parse("8,51,9,52")) is None


def test_distance_between_two_towns():
    # 32.6 km by the ellipsoid (Vincenty).
    assert distance_m(RATINGEN, BOCHUM) == pytest.approx(32_700, rel=0.006)


def test_distance_is_the_same_both_ways_and_nothing_to_oneself():
    assert distance_m(RATINGEN, BOCHUM) == distance_m(BOCHUM, RATINGEN)
    assert distance_m(BOCHUM, BOCHUM) == 0
