"""What the map's script reads from the page; a map in a frame needs no request besides."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kommunen.geo import Bounds
from kommunen.models import Kommune

from .entries import Entry, Selection, map_path
from .ground import base_map_of, bounds_of

INLINE = 500  # entries that stand in the page itself
DECIMALS = 5  # about 1 m on the ground


def map_data(kommune: Kommune, selection: Selection, query: QueryDict, root_url: str = "") -> dict:
    """Everything for one map, ready for JSON.

    `entries` are rows of [key, lon, lat, name, address from `path`, place of its category
    in `categories` or -1]; the filter's other entries have no place. A page with more than
    `INLINE` of them names the address of the markers instead, see `mitmachkarte.markers`.

    Args:
        root_url: Scheme and host before addresses; for a map inside a foreign page, which may
            ask for nothing and so gets all entries at once.
    """
    placed = [entry for entry in selection.entries if entry.point]
    is_slim = len(placed) > INLINE and not root_url
    return {
        "path": root_url + map_path(),
        "ground": base_map_of(kommune),
        "view": _view(kommune, selection),
        "categories": [
            {"kind": each.kind, "name": each.name, "slug": each.slug}
            for each in selection.categories
        ],
        "number": len(placed),
        **(_sources(query) if is_slim else {"entries": _rows(placed, selection)}),
        "words": {
            "cluster": _("%s initiatives, zoom in"),
            "nameless": _("Initiative"),
            "show": _("Show on the map"),
            "back": _("Back to the map"),
            "newWindow": _("opens in a new window"),
            "fingers": _("Two fingers move the map and zoom."),
        },
    }


def _rows(placed: list[Entry], selection: Selection) -> list[list]:
    order = {category.pk: place for place, category in enumerate(selection.categories)}
    return [
        [
            each.pk,
            round(each.point.lon, DECIMALS),
            round(each.point.lat, DECIMALS),
            each.name,
            each.url("") if each.home else each.step,
            order[each.category.pk] if each.category else -1,
        ]
        for each in placed
    ]


def _sources(query: QueryDict) -> dict:
    asked = query.copy()
    asked.pop("page", None)
    address = reverse("mitmachkarte:markers")
    return {
        "markers": f"{address}?{asked.urlencode()}" if asked else address,
        "names": reverse("mitmachkarte:marker_names"),
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
