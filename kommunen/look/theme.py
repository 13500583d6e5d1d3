"""A town's colour as a stylesheet. The town gives hue and chroma, the lightness is ours.

`css/tokens.css` works out the same scale in the browser; the town's own sheet says it in plain
numbers, so that browsers without relative colours see it too. A test compares the two.
"""

import hashlib
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from kommunen.look.colours import HEX, WHITE, Oklch, contrast, darkened, to_hex, to_oklch

CONTRAST_OF_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3 (AA)


class Step(NamedTuple):
    """One colour of the scale: `min(chroma * share, most)` at a fixed lightness."""

    name: str
    lightness: float
    share: float
    most: float


SCALE = [
    Step("brand-98", 0.98, 0.08, 0.012),
    Step("brand-95", 0.95, 0.24, 0.034),
    Step("brand-90", 0.9, 0.45, 0.062),
    Step("brand-82", 0.82, 0.7, 0.1),
    Step("brand-64", 0.64, 1, 0.17),
    Step("brand-54", 0.54, 1, 0.18),
    Step("brand-45", 0.45, 1, 0.185),
    Step("brand-36", 0.36, 0.85, 0.15),
    Step("brand-30", 0.3, 0.6, 0.075),
    Step("brand-25", 0.25, 0.4, 0.045),
    Step("brand-20", 0.2, 0.3, 0.034),
    Step("ink-96", 0.965, 1, 0.006),
    Step("ink-90", 0.9, 1, 0.006),
    Step("ink-82", 0.82, 1, 0.008),
    Step("ink-60", 0.6, 1, 0.014),
    Step("ink-43", 0.43, 1, 0.016),
    Step("ink-20", 0.2, 1, 0.018),
]


def scale(colour: str) -> dict[str, str]:
    """All raw colours of a town, by name, as `#rrggbb`.

    Raises:
        ValueError: the colour is not `#rrggbb` in small letters.
    """
    brand = to_oklch(colour)
    return {
        step.name: to_hex(
            Oklch(step.lightness, min(brand.chroma * step.share, step.most), brand.hue)
        )
        for step in SCALE
    }


@lru_cache(maxsize=512)  # one for each town's colour
def stylesheet(colour: str) -> str:
    """The town's own sheet. Outside of all layers, so it wins over `tokens.css`.

    Raises:
        ValueError: the colour is not `#rrggbb` in small letters.
    """
    tokens = {"brand": colour, **scale(colour)}
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in tokens.items()) + "}\n"


def stylesheet_name(colour: str) -> str:
    """Colour and hash of the sheet's content, 18 hexadecimal digits: may be cached for ever."""
    digest = hashlib.sha256(stylesheet(colour).encode()).hexdigest()
    return colour.removeprefix("#") + digest[:12]


def stylesheet_named(name: str) -> str | None:
    """The sheet of this name, or None if there is no such sheet (any more)."""
    colour = f"#{name[:6]}"
    if not HEX.fullmatch(colour) or name != stylesheet_name(colour):
        return None
    return stylesheet(colour)


def validate_brand_colour(value: str) -> None:
    """Refuse what is no colour and what is too light for text on white, with a way out."""
    if not HEX.fullmatch(value):
        raise ValidationError(_("Please write the colour as # and six digits, such as #14613e."))
    found = contrast(value, WHITE)
    if found < CONTRAST_OF_TEXT:
        raise ValidationError(
            _(
                "This colour is too light to be read on white: its contrast is %(found)s : 1, "
                "needed are 4.5 : 1. The nearest colour that works is %(proposal)s."
            ),
            params={
                # Rounded down, so that 4.49 is not called 4.5.
                "found": number_format(int(found * 10) / 10, 1),
                "proposal": darkened(value, WHITE, CONTRAST_OF_TEXT),
            },
        )
