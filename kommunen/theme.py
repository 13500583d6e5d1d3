"""The town's colour: whether white text can be read on it, and what to take if not."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text."""


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of "#rrggbb" to white, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    return 1.05 / (_luminance(colour) + 0.05)


def validate_brand_colour(colour: str) -> None:
    """Refuse a colour on which white text is hard to read, and name the nearest darker one."""
    if not HEX.match(colour):
        raise ValidationError(_("Write the colour as #rrggbb, for example #14613e."))
    if contrast_with_white(colour) < LEAST_CONTRAST:
        raise ValidationError(
            _("White text on %(colour)s is hard to read. The nearest that works is %(better)s.")
            % {"colour": colour, "better": darkened(colour)}
        )


def darkened(colour: str) -> str:
    """The same hue, just dark enough for white text."""
    red, green, blue = _channels(colour)
    for step in range(100, -1, -1):
        darker = "#{:02x}{:02x}{:02x}".format(*(round(c * step / 100) for c in (red, green, blue)))
        if contrast_with_white(darker) >= LEAST_CONTRAST:
            return darker
    return "#000000"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
