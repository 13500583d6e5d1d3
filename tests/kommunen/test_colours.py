"""The arithmetic holds for every colour, not only for those of the towns we know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunen.look.colours import WHITE, Oklch, contrast, darkened, to_hex, to_oklch

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def channels(colour):
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def test_knows_the_contrasts_that_wcag_names():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(WHITE, WHITE) == 1


def test_knows_a_colour_that_css_color_4_names():
    lightness, chroma, hue = to_oklch("#ff0000")

    assert (lightness, chroma, hue) == pytest.approx((0.628, 0.2577, 29.23), abs=0.005)


@given(colours)
def test_comes_back_from_oklch(colour):
    there_and_back = to_hex(to_oklch(colour))

    for before, after in zip(channels(colour), channels(there_and_back), strict=True):
        assert abs(before - after) <= 1


@given(colours, colours)
def test_contrast_does_not_ask_which_comes_first(first, second):
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21


@given(st.floats(0.2, 1), st.floats(0, 0.4), st.floats(0, 360, exclude_max=True))
def test_gives_up_chroma_before_lightness(lightness, chroma, hue):  # as dark as our scale goes
    found = to_oklch(to_hex(Oklch(lightness, chroma, hue)))

    assert found.lightness == pytest.approx(lightness, abs=0.02)
    assert found.chroma <= chroma + 0.02


@given(colours)
def test_a_darkened_colour_is_readable_and_no_lighter(colour):
    proposal = darkened(colour, WHITE, 4.5)

    assert contrast(proposal, WHITE) >= 4.5
    assert to_oklch(proposal).lightness <= to_oklch(colour).lightness + 0.004


@given(colours)
def test_a_readable_colour_stays_as_it_is(colour):
    readable = darkened(colour, WHITE, 4.5)

    assert darkened(readable, WHITE, 4.5) == readable


def test_says_that_nothing_is_readable_on_black():
    with pytest.raises(ValueError, match="Nothing has a contrast"):
        darkened(WHITE, "#000000", 22)


@pytest.mark.parametrize("text", ["", "#fff", "14613e", "#14613E", "#14613e;", "red"])
def test_refuses_what_is_no_colour(text):
    with pytest.raises(ValueError, match="is not #rrggbb"):
        to_oklch(text)
