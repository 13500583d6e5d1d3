"""JSON: GeoJSON (RFC 7946), and what Karte von morgen/OpenFairDB answers."""

import json

from django.utils.translation import gettext as _

from kommunen.tables import BadFile, Row, Table
from kommunen.tables.table import check_number, decimal_text

LISTS = ("features", "visible", "entries", "places", "results")  # where the entries may stand


def read_structured(text: str) -> Table:
    """Raises BadFile: no JSON, nested too deep, or nothing that is a list of entries."""
    try:
        # NaN and Infinity are no JSON; as words they reach the check of the coordinates.
        document = json.loads(text, parse_constant=str)
    except RecursionError as error:
        raise BadFile(_("The file is nested too deep. No list of initiatives is.")) from error
    except ValueError as error:
        raise BadFile(
            _("The file looks like JSON, but is damaged: %(error)s") % {"error": error}
        ) from error
    entries = _entries(document)
    check_number(len(entries))
    table = Table([])
    for number, entry in enumerate(entries, start=1):
        table.rows.append(_row(_("Entry %(number)d") % {"number": number}, entry))
    table.headings = list(dict.fromkeys(name for row in table.rows for name in row.cells))
    return table


def _entries(document: object) -> list:
    if isinstance(document, dict):
        if document.get("type") == "Feature":
            return [document]
        for name in LISTS:
            if isinstance(document.get(name), list):
                return document[name]
    if isinstance(document, list):
        return document
    raise BadFile(
        _(
            "The file holds no list of entries. GeoJSON has them in “features”,"
            " Karte von morgen in a list."
        )
    )


def _row(where: str, entry: object) -> Row:
    if not isinstance(entry, dict):
        return Row(where, {}, _("This is no entry with fields."))
    if entry.get("type") != "Feature" and "geometry" not in entry:
        return Row(where, _cells(entry))
    properties = entry.get("properties")
    cells = _cells(properties if isinstance(properties, dict) else {})
    geometry = entry.get("geometry")
    if geometry is None:
        return Row(where, cells)
    cells.pop("lat", None), cells.pop("lon", None)
    try:
        if geometry["type"] != "Point":
            raise TypeError
        lon, lat = geometry["coordinates"][:2]
    except (KeyError, TypeError, ValueError):
        return Row(where, cells, _("The place must be a point with longitude and latitude."))
    return Row(where, {**cells, "lat": _text(lat) or "?", "lon": _text(lon) or "?"})


def _cells(fields: dict) -> dict[str, str]:
    found = ((str(name), _text(value)) for name, value in fields.items())
    return {name: text for name, text in found if text}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return decimal_text(value)
    if isinstance(value, str | int):
        return str(value).strip()
    if isinstance(value, list):
        return "; ".join(str(each) for each in value if isinstance(each, str | int | float))
    return ""
