"""Colour arithmetic: sRGB as `#rrggbb`, OKLCH as lightness 0–1, chroma 0–0.4, hue in degrees.

OKLab's matrices are Björn Ottosson's (2020, "A perceptual color space for image processing"),
contrast is that of WCAG 2.2. Nothing here knows a town.
"""

import re
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

HEX = re.compile(r"#[0-9a-f]{6}")
WHITE = "#ffffff"
# A channel may leave 0–1 by half of one of 255 steps; rounding takes that back.
TOLERANCE = 0.5 / 255


class Oklch(NamedTuple):
    lightness: float
    chroma: float
    hue: float


def to_oklch(colour: str) -> Oklch:
    """Raises ValueError for anything but `#rrggbb` in small letters."""
    r, g, b = _linear(colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
    green_red = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
    blue_yellow = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
    return Oklch(
        lightness, hypot(green_red, blue_yellow), degrees(atan2(blue_yellow, green_red)) % 360
    )


def to_hex(colour: Oklch) -> str:
    """The sRGB colour of this lightness and hue, with as much of its chroma as sRGB has."""
    channels = _channels(colour)
    if not _is_in_gamut(channels):
        low, high = 0.0, colour.chroma
        for _step in range(16):  # to 1/65,536 of the chroma, far below one step of sRGB
            middle = (low + high) / 2
            if _is_in_gamut(_channels(colour._replace(chroma=middle))):
                low = middle
            else:
                high = middle
        channels = _channels(colour._replace(chroma=low))
    return "#" + "".join(f"{round(255 * min(1, max(0, each))):02x}" for each in channels)


def contrast(first: str, second: str) -> float:
    """WCAG contrast of two colours, 1 to 21, whichever is the lighter."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str, ground: str, wanted: float) -> str:
    """The nearest colour, of the same hue and no lighter, with this contrast on a light ground.

    Raises:
        ValueError: not even black has this contrast on the ground.
    """
    if contrast(colour, ground) >= wanted:
        return colour
    if contrast("#000000", ground) < wanted:
        raise ValueError(f"Nothing has a contrast of {wanted} on {ground}.")
    start = to_oklch(colour)
    # Lightness in steps of 1/1000: below what an eye tells apart.
    candidates = (
        to_hex(start._replace(lightness=step / 1000))
        for step in range(int(start.lightness * 1000), -1, -1)
    )
    return next(each for each in candidates if contrast(each, ground) >= wanted)


def _linear(colour: str) -> tuple[float, float, float]:
    if not HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not #rrggbb.")
    srgb = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in srgb)
    return r, g, b


def _luminance(colour: str) -> float:
    r, g, b = _linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _channels(colour: Oklch) -> tuple[float, ...]:
    """Red, green, blue; outside of 0–1 where sRGB ends."""
    a = colour.chroma * cos(radians(colour.hue))
    b = colour.chroma * sin(radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )
    return tuple(12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in linear)


def _is_in_gamut(channels: tuple[float, ...]) -> bool:
    return all(-TOLERANCE <= each <= 1 + TOLERANCE for each in channels)
