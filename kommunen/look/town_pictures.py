"""The town's outline as its picture: a mark of 40 × 40, and the window that cuts the town scene.

Both are worked out once for each town and kept in the process (0.5 kB and 7 kB). A town without
an outline gets a leaf: the corner that carries the whole look.
"""

import re
from collections.abc import Callable
from itertools import product
from typing import TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kommunen.geo.outlines import svg_path
from kommunen.look.artwork import icon_body, scene_body
from kommunen.models import Kommune

Drawn = TypeVar("Drawn")

MARK_SIZE = (40, 40)
WINDOW_SIZE = (640, 520)
LEAF = "M50 490V250A220 220 0 0 1 270 30h100a220 220 0 0 1 0 460Z"
LEAFS_BOX = "M50 30L590 30L590 490L50 490Z"
EDGE = (22, 8, 10, 27)  # room for the line and the paper below: left, top, right, bottom

SCENE_SIZE = (320, 200)
# What should lie inside of the outline, in the scene's own units: sun, tower, houses, people.
SUBJECTS = [
    (170, 50), (122, 40), (72, 90), (240, 96), (183, 110),
    (96, 120), (60, 165), (134, 166), (160, 120), (160, 175), (216, 125), (216, 178), (190, 165),
]  # fmt: skip
SHIFTS = range(-30, 31, 5)
# Of what fills the outline's box. The first looks best; a wide town needs one above 1.
ZOOMS = (0.86, 0.78, 0.7, 0.6, 0.5, 1.0, 1.15)

# Key of the tenant → its outline, and what was drawn of it.
_marks: dict[int, tuple[dict | None, SafeString]] = {}
_windows: dict[int, tuple[dict | None, tuple[str, SafeString]]] = {}


def mark(kommune: Kommune, css_class: str = "town__mark") -> SafeString:
    """The outline as a small sign beside the town's name."""
    return format_html(
        '<svg class="{}" viewBox="0 0 40 40" aria-hidden="true">{}</svg>',
        css_class,
        mark_shapes(kommune),
    )


def mark_shapes(kommune: Kommune) -> SafeString:
    """What stands inside the mark's `<svg>`, in a box of 40 × 40."""
    return _drawn_once(_marks, kommune, _draw_mark)


def window(kommune: Kommune, alt: str) -> SafeString:
    """The town scene, cut to the town's outline."""
    view, shapes = _drawn_once(_windows, kommune, _draw_window)
    return format_html(
        '<svg class="window" viewBox="{}" role="img" aria-label="{}">{}</svg>', view, alt, shapes
    )


def _drawn_once(kept: dict, kommune: Kommune, draw: Callable[[dict | None], Drawn]) -> Drawn:
    """What `draw` makes of the town's outline; made anew only when the outline has changed."""
    outline, drawn = kept.get(kommune.pk, (None, None))
    if drawn is None or outline != kommune.outline:
        drawn = draw(kommune.outline)
        kept[kommune.pk] = kommune.outline, drawn
    return drawn


def _draw_mark(outline: dict | None) -> SafeString:
    if outline is None:
        return mark_safe(f'<g transform="translate(5 5) scale(1.25)">{icon_body("k-gaerten")}</g>')
    return mark_safe(f'<path d="{svg_path(outline, *MARK_SIZE)}"/>')


def _draw_window(outline: dict | None) -> tuple[str, SafeString]:
    """The window's viewBox and what stands inside."""
    path = svg_path(outline, *WINDOW_SIZE) if outline else LEAF
    ring = _largest_ring(path if outline else LEAFS_BOX)
    x, y, zoom = _placement(ring)
    left, top, right, bottom = _box(ring)
    view = (
        f"{left - EDGE[0]:.0f} {top - EDGE[1]:.0f} "
        f"{right - left + EDGE[0] + EDGE[2]:.0f} {bottom - top + EDGE[1] + EDGE[3]:.0f}"
    )
    ground = y + zoom * (SCENE_SIZE[1] - 1)
    shapes = (
        f'<clipPath id="town-window"><path d="{path}"/></clipPath>'
        f'<path class="window__under" transform="translate(-14 16)" d="{path}"/>'
        '<g clip-path="url(#town-window)">'
        '<path fill="var(--il-pale)" d="M0-200h640v900H0z"/>'
        f'<g transform="translate({x:.0f} {y:.0f}) scale({zoom:.3f})">{scene_body("stadt")}</g>'
        f'<path fill="var(--il-wood)" d="M0 {ground:.0f}h640v600H0z"/></g>'
        f'<path class="window__edge" d="{path}"/>'
    )
    return view, mark_safe(shapes)


def _largest_ring(path: str) -> list[tuple[float, float]]:
    """The corners of the largest part of a path that has only M, L and Z."""
    rings = [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", part)]
        for part in path.split("Z")
        if part
    ]
    return max(rings, key=lambda ring: abs(_area(ring)))


def _area(ring: list[tuple[float, float]]) -> float:
    """Twice the signed area inside of the ring (shoelace formula)."""
    following = ring[1:] + ring[:1]
    pairs = zip(ring, following, strict=True)
    return sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs)


def _box(ring: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _placement(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Where to put the scene, and how large, so that most of its subjects lie inside.

    Returns:
        x and y of the scene's upper left corner in the window, and its scale.
    """
    left, top, right, bottom = _box(ring)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    fill = max((right - left) / SCENE_SIZE[0], (bottom - top) / SCENE_SIZE[1])
    best, most = None, 0.0
    for zoom, shift_x, shift_y in product(ZOOMS, SHIFTS, SHIFTS):
        scale = zoom * fill
        x = middle_x - scale * (SCENE_SIZE[0] / 2 - shift_x)
        y = middle_y - scale * (SCENE_SIZE[1] / 2 - shift_y)
        if x > left or x + scale * SCENE_SIZE[0] < right:
            continue  # the hills would end inside of the outline
        inside = sum(_is_inside((x + scale * px, y + scale * py), ring) for px, py in SUBJECTS)
        worth = inside - 3 * abs(zoom - ZOOMS[0]) - (abs(shift_x) + abs(shift_y)) / 100
        if best is None or worth > most:
            best, most = (x, y, scale), worth
    return best


def _is_inside(point: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    """Whether a ray to the right crosses the ring an odd number of times."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1
