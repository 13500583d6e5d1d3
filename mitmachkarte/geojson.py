"""A town's initiatives as open data: a GeoJSON FeatureCollection (RFC 7946)."""

from .entries import Entry, Selection, map_path


def feature_collection(selection: Selection, root_url: str) -> dict:
    """All entries of the selection; those without a place have `geometry: null`.

    What another town lets this one show has that town's name as `home`, and the address there.

    Args:
        root_url: Scheme and host of the town, no slash at the end.
    """
    map_url = root_url + map_path()
    return {
        "type": "FeatureCollection",
        "features": [_feature(entry, map_url) for entry in selection.entries],
    }


def _feature(entry: Entry, map_url: str) -> dict:
    return {
        "type": "Feature",
        "id": entry.pk,
        "geometry": entry.point.as_geojson() if entry.point else None,
        "properties": {
            **({"home": entry.home.name} if entry.home else {}),
            "slug": entry.slug,
            "name": entry.name,
            "summary": entry.summary,
            "categories": [category.slug for category in entry.categories],
            "url": entry.url("") if entry.home else map_url + entry.step,
            "updated": entry.updated.isoformat(),
            "confirmed": entry.confirmed.isoformat() if entry.confirmed else None,
        },
    }
