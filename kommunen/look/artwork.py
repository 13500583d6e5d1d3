"""Our own drawings as markup: icons (24 × 24, one ink) and scenes (320 × 200, the town's inks).

The files in `icons/` and `scenes/` are the only source; a process reads each once. They are
written into the page, so that they take its colours. A scene's alternative text is the
comment in its file.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).parent
SVG = re.compile(r"<svg[^>]*>\s*(?:<!--\s*(?P<comment>.*?)\s*-->)?\s*(?P<body>.*?)\s*</svg>", re.S)


@dataclass(frozen=True, slots=True)
class Drawing:
    alt: str  # German, "" for icons
    body: SafeString  # what stands inside <svg>


def icon_names(prefix: str = "") -> list[str]:
    """The names of all icons; `k-` begins the pictograms of the kinds of engagement."""
    return [name for name in _drawings("icons") if name.startswith(prefix)]


def scene_names() -> list[str]:
    return list(_drawings("scenes"))


def scene_alt(name: str) -> str:
    """What the scene shows, in German.

    Raises:
        LookupError: there is no such scene.
    """
    return _drawing("scenes", name).alt


def icon(name: str, label: str = "") -> SafeString:
    """Return the icon as `<svg>`: mere decoration, or an image if it has a label.

    Raises:
        LookupError: there is no such icon.
    """
    drawing = _drawing("icons", name)
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            label,
            drawing.body,
        )
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing.body
    )


def scene(name: str, alt: str | None = None) -> SafeString:
    """Return the scene as `<svg>`.

    Args:
        name: One of `scene_names()`.
        alt: Another alternative text than the file's own; "" if the scene is mere decoration.

    Raises:
        LookupError: there is no such scene.
    """
    drawing = _drawing("scenes", name)
    alt = drawing.alt if alt is None else alt
    sign = (
        format_html('role="img" aria-label="{}"', alt) if alt else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="scene" viewBox="0 0 320 200" preserveAspectRatio="xMidYMid slice" {}>{}</svg>',
        sign,
        drawing.body,
    )


def icon_body(name: str) -> SafeString:
    """The shapes of an icon, without its frame.

    Raises:
        LookupError: there is no such icon.
    """
    return _drawing("icons", name).body


def scene_body(name: str) -> SafeString:
    """The shapes of a scene, without its frame.

    Raises:
        LookupError: there is no such scene.
    """
    return _drawing("scenes", name).body


def _drawing(folder: str, name: str) -> Drawing:
    try:
        return _drawings(folder)[name]
    except KeyError:
        raise LookupError(f"No drawing {name!r} in kommunen/{folder}.") from None


@cache
def _drawings(folder: str) -> dict[str, Drawing]:
    return {file.stem: _read(file) for file in sorted((FOLDER / folder).glob("*.svg"))}


def _read(file: Path) -> Drawing:
    found = SVG.fullmatch(file.read_text("utf-8").strip())
    if found is None:
        raise ValueError(f"{file.name} is not one <svg> with an optional comment first.")
    body = re.sub(r">\s+<", "><", found["body"])
    return Drawing(alt=found["comment"] or "", body=mark_safe(body))
