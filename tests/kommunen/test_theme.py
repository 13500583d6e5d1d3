"""Every town's colour gives a readable page, in light and in dark, and a sheet that may be kept."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kommunen.look.colours import Oklch, contrast, to_hex
from kommunen.look.theme import (
    SCALE,
    scale,
    stylesheet,
    stylesheet_name,
    stylesheet_named,
    validate_brand_colour,
)

TOKENS = Path("kommunen/static/kommunen/css/tokens.css").read_text("utf-8")
MEANING = dict(re.findall(r"(--(?:kern|mwb)-[\w-]+): (.+);", TOKENS))
SUN = to_hex(Oklch(0.86, 0.165, 88))

# (what is read or seen, on what, least contrast). WCAG 2.2: 4.5 for text, 3 for parts of controls.
GROUNDS = [
    f"--kern-color-layout-background-{name}" for name in ("default", "hued", "level-1", "level-2")
]
TEXTS = ["--kern-color-layout-text-default", "--kern-color-layout-text-muted", "--mwb-link"]
KINDS = [name for name in MEANING if name.startswith("--mwb-kind-")]
TONES = [f"--kern-color-feedback-{tone}" for tone in ("info", "success", "warning", "danger")]
PAIRS = [
    *((text, ground, 4.5) for text in TEXTS for ground in GROUNDS),
    *((kind, ground, 4.5) for kind in KINDS for ground in GROUNDS),
    *(("--mwb-on-kind", kind, 4.5) for kind in KINDS),
    *((tone, f"{tone}-background", 4.5) for tone in TONES),
    *(("--kern-color-layout-text-default", f"{tone}-background", 4.5) for tone in TONES),
    ("--kern-color-action-on-default", "--kern-color-action-default", 4.5),
    ("--kern-color-action-on-default", "--mwb-action-hover", 4.5),
    ("--mwb-on-highlight", "--mwb-highlight", 4.5),
    ("--mwb-map-label", "--mwb-map-around", 4.5),
    ("--mwb-map-label", "--mwb-map-land", 4.5),
    *(("--kern-color-decorative-brand-default", ground, 3) for ground in GROUNDS),
    *(("--kern-color-form-input-border", ground, 3) for ground in GROUNDS),
    *(("--kern-color-action-focus-default", ground, 3) for ground in GROUNDS),
]

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def value_of(token, raw, is_dark):
    """The colour a token has, `#rrggbb`."""
    text = MEANING.get(token) or raw.get(token.removeprefix("--"))
    if halves := re.fullmatch(r"light-dark\((.+\)), (.+\))\)", text):
        text = halves[2 if is_dark else 1]
    if inner := re.fullmatch(r"var\((--[\w-]+)\)", text):
        return value_of(inner[1], raw, is_dark)
    if numbers := re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", text):
        return to_hex(Oklch(*map(float, numbers.groups())))
    return text


@given(colour=colours, is_dark=st.booleans())
def test_every_pair_is_readable_in_every_colour(colour, is_dark):
    raw = {**scale(colour), "ink-100": "#ffffff", "sun-86": SUN}

    too_weak = [
        (first, second)
        for first, second, least in PAIRS
        if contrast(value_of(first, raw, is_dark), value_of(second, raw, is_dark)) < least
    ]

    assert too_weak == []


def test_the_browser_works_out_the_same_scale():
    share = r"c(?: \* ([\d.]+))?"
    found = re.findall(
        rf"--([\w-]+): oklch\(from var\(--brand\) ([\d.]+) min\({share}, ([\d.]+)\) h\);", TOKENS
    )

    written = [(name, *map(float, (light, of or 1, most))) for name, light, of, most in found]
    assert written == [tuple(step) for step in SCALE]


@given(colours)
def test_a_sheet_is_found_by_its_name(colour):
    assert stylesheet_named(stylesheet_name(colour)) == stylesheet(colour)


@pytest.mark.parametrize("name", ["", "14613e", "14613e000000000000", "zzzzzz000000000000", "../x"])
def test_there_is_no_sheet_of_another_name(name):
    assert stylesheet_named(name) is None


def test_a_sheet_says_colours_and_nothing_else():
    assert re.fullmatch(r":root\{(--[\w-]+:#[0-9a-f]{6};?)+\}\n", stylesheet("#14613e"))


@pytest.mark.parametrize("colour", ["#14613e", "#004f9f", "#b3122d", "#000000", "#767676"])
def test_accepts_what_can_be_read_on_white(colour):
    validate_brand_colour(colour)


def test_proposes_a_darker_colour_that_is_accepted():
    with pytest.raises(ValidationError) as refused:
        validate_brand_colour("#ffd400")

    validate_brand_colour(refused.value.params["proposal"])


def test_never_calls_a_refused_contrast_sufficient():
    with pytest.raises(ValidationError) as refused:
        validate_brand_colour("#777777")

    assert refused.value.params["found"] == "4,4"


@pytest.mark.parametrize("text", ["", "green", "#FFF", "#14613E", "#14613e}body{"])
def test_refuses_what_is_no_colour(text):
    with pytest.raises(ValidationError):
        validate_brand_colour(text)
