"""What the map's script reads from the page: no request, so that it runs in any frame."""

from django.utils.translation import gettext as _

from kommunen.geo import Bounds
from kommunen.models import Kommune

from .entries import Selection, map_path
from .ground import base_map_of, bounds_of

DECIMALS = 5  # about 1 m on the ground


def map_data(kommune: Kommune, selection: Selection, root_url: str = "") -> dict:
    """Everything for one map, ready for JSON.

    `entries` are rows of [key, lon, lat, name, address from `path`, place of its category
    in `categories` or -1]; the filter's other entries have no place.

    Args:
        root_url: Scheme and host before addresses; for a map inside a foreign page.
    """
    order = {category.pk: place for place, category in enumerate(selection.categories)}
    return {
        "path": root_url + map_path(),
        "ground": base_map_of(kommune),
        "view": _view(kommune, selection),
        "categories": [
            {"kind": each.kind, "name": each.name, "slug": each.slug}
            for each in selection.categories
        ],
        "entries": [
            [
                each.pk,
                round(each.point.lon, DECIMALS),
                round(each.point.lat, DECIMALS),
                each.name,
                each.url("") if each.home else each.step,
                order[each.category.pk] if each.category else -1,
            ]
            for each in selection.entries
            if each.point
        ],
        "words": {
            "cluster": _("%s initiatives, zoom in"),
            "show": _("Show on the map"),
            "back": _("Back to the map"),
            "newWindow": _("opens in a new window"),
            "fingers": _("Two fingers move the map and zoom."),
        },
    }


def _view(kommune: Kommune, selection: Selection) -> dict:
    """Where the map begins: at the filter's rectangle, the town's wish, or the whole town."""
    settings = kommune.settings
    town = bounds_of(kommune) or _around(selection)
    view: dict = {"town": list(town) if town else None}
    if selection.wanted.bounds:
        view["bounds"] = list(selection.wanted.bounds)
    elif settings.map_lat is not None and settings.map_lon is not None:
        view["centre"] = [float(settings.map_lat), float(settings.map_lon)]
        view["zoom"] = settings.map_zoom or 13
    return view


def _around(selection: Selection) -> Bounds | None:
    points = [each.point for each in selection.entries if each.point]
    if not points:
        return None
    return Bounds(
        south=min(point.lat for point in points),
        west=min(point.lon for point in points),
        north=max(point.lat for point in points),
        east=max(point.lon for point in points),
    ).padded(0.1)
