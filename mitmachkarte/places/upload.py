"""The town's own list of streets and places: a table with name, district, latitude, longitude."""

from django.db import transaction
from django.utils.translation import gettext as _

from kommunen.geo import Point
from kommunen.models import Kommune
from kommunen.tables import BadFile, read_table
from mitmachkarte.folding import folded, folded_name
from mitmachkarte.ground import bounds_of
from mitmachkarte.models import KnownPlace

# As people head such columns; compared folded.
COLUMNS = {
    "name": ("name", "strasse", "strassenname", "ort", "bezeichnung", "street"),
    "district": ("stadtteil", "ortsteil", "stadtbezirk", "bezirk", "district"),
    "lat": ("breite", "breitengrad", "lat", "latitude"),
    "lon": ("lange", "laenge", "langengrad", "lon", "lng", "longitude"),
}
AT_ONCE = 1000  # rows in one statement
SHOWN = 10  # sentences about rows that cannot be read


def replace_list(kommune: Kommune, file_name: str, content: bytes) -> int:
    """Put the file's places in the place of those before, all or nothing, one file at a time.

    Returns:
        How many there are now.

    Raises:
        BadFile: with one sentence for each of the first rows that cannot be read.
    """
    table = read_table(file_name, content)
    columns = {
        field: heading
        for heading in table.headings
        for field, names in COLUMNS.items()
        if folded(heading) in names
    }
    if missing := {"name", "lat", "lon"} - columns.keys():
        words = {"name": _("Name"), "lat": _("Latitude"), "lon": _("Longitude")}
        raise BadFile(
            _("These columns are missing: %(names)s.")
            % {"names": ", ".join(words[field] for field in words if field in missing)}
        )
    area = bounds_of(kommune)
    rows, problems = [], []
    for row in table.rows:
        cells = {field: row.cells.get(heading, "") for field, heading in columns.items()}
        try:
            rows.append(_place(kommune, cells, area))
        except ValueError as error:
            problems.append(f"{row.where}: {error}")
    if problems:
        raise BadFile(" ".join(problems[:SHOWN]))
    with transaction.atomic():
        Kommune.objects.select_for_update().get(pk=kommune.pk)  # else two files would both stay
        KnownPlace.objects.for_site(kommune.site).delete()
        KnownPlace.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _place(kommune: Kommune, cells: dict[str, str], area) -> KnownPlace:
    name, district = cells["name"].strip(), cells.get("district", "").strip()
    if not name or len(name) > 120 or len(district) > 80:
        raise ValueError(_("The name is missing or too long."))
    degrees = (cells[field].replace(",", ".") for field in ("lat", "lon"))
    try:
        point = Point.parse(",".join(degrees))
    except ValueError as error:
        raise ValueError(_("Latitude or longitude cannot be read.")) from error
    if area and point not in area.padded(0.2):
        raise ValueError(_("“%(name)s” lies outside the town.") % {"name": name[:60]})
    return KnownPlace(
        site=kommune.site,
        name=name,
        district=district,
        lat=point.lat,
        lon=point.lon,
        words=folded_name(f"{name} ({district})" if district else name)[:250],
    )
