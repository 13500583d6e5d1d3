"""What initiatives add to a tenant's archive: confirmations, and GeoJSON for other programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import QueryDict

from kommunen.lifecycle.archive.rows import rows_part
from kommunen.registry import LeftOut, PortablePart

from .entries import select
from .geojson import feature_collection

if TYPE_CHECKING:
    from kommunen.lifecycle.archive.departure import Departure

LEFT_OUT = [
    LeftOut("mitmachkarte.InitiativeImport", "how entries came in, and by whom; undone only here"),
    LeftOut("mitmachkarte.ImportedRow", "belongs to an import, and only here can it be undone"),
]


def parts() -> Iterator[PortablePart]:
    yield rows_part("mitmachkarte.InitiativeStatus", 60)
    yield rows_part("mitmachkarte.KnownPlace", 60)
    yield PortablePart("initiatives.geojson", 90, (), _export_geojson)


def _export_geojson(departure: "Departure") -> None:
    """The own public initiatives, as /api/v1/initiatives.geojson has them, without our keys."""
    kommune = departure.kommune
    collection = feature_collection(select(kommune, QueryDict()).own, kommune.root_url)
    for feature in collection["features"]:
        feature["id"] = feature["properties"]["slug"]
    departure.writer.add_json("initiatives.geojson", collection)
