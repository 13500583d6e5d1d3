"""A tenant from its archive: all of it or nothing, files included.

The archive is hostile until it has been read: `archive.reading` checks the ZIP file,
`archive.restoring` every value.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from kommunen.audit.acting import told_in_one_line
from kommunen.geo.outlines import extent, outline
from kommunen.hosts import normalise_hostname
from kommunen.lifecycle.archive.arrival import Arrival, Tell
from kommunen.lifecycle.archive.form import CENTRAL, TENANT_FILE, BadArchive, damaged
from kommunen.lifecycle.archive.reading import ArchiveReader
from kommunen.lifecycle.archive.tenant import founding_facts
from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Kommune
from kommunen.registry import portable_parts


@dataclass(frozen=True)
class Imported:
    """What came of an import; `kommune` is None if it was refused, and nothing was changed."""

    kommune: Kommune | None
    rows: list[dict[str, str]] = field(default_factory=list)  # where, state, message

    @property
    def report(self) -> dict[str, Any]:
        """As all import commands write it: numbers, and a row for each thing."""
        refused = sum(row["state"] == "refused" for row in self.rows)
        accepted = sum(row["state"] == "new" for row in self.rows)
        return {"accepted": accepted, "refused": refused, "rows": self.rows}


def import_kommune(
    path: Path | str,
    *,
    host: str,
    port: int = 443,
    takes_hosts: bool = False,
    tell: Tell = lambda step: None,
) -> Imported:
    """Found the tenant of the archive at `host`; refuse if anything is wrong.

    Args:
        takes_hosts: Take over host aliases and hosts that may embed, too.
        tell: Is told the steps, one sentence each.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        with ArchiveReader.open(Path(path)) as reader:
            tell(_("The archive is unharmed: %(number)s files") % {"number": len(reader.files)})
            return _take_in(reader, host, port, takes_hosts, tell)
    except BadArchive as error:
        return _refused(error.where, error.message)
    except ValidationError as error:
        return _refused(host, " ".join(map(str, error.messages)))


def _refused(where: str, message: str) -> Imported:
    return Imported(None, [{"where": where, "state": "refused", "message": message}])


def _take_in(
    reader: ArchiveReader, host: str, port: int, takes_hosts: bool, tell: Tell
) -> Imported:
    _check_host(host)
    facts = founding_facts(reader.json(TENANT_FILE))
    notes: list[str] = []
    with told_in_one_line(), _all_or_nothing() as arrivals:
        kommune = _found(facts, host, port, notes)
        arrival = Arrival(kommune, reader, tell, takes_hosts=takes_hosts)
        arrivals.append(arrival)
        for note in notes:
            arrival.note(TENANT_FILE, note)
        _find_central_pages(arrival)
        for part in portable_parts:
            if part.restore:
                part.restore(arrival)
        arrival.finish()
    _tell_of_old_host(arrival, facts["host"])
    return Imported(Kommune.objects.complete().get(pk=kommune.pk), arrival.rows)


@contextmanager
def _all_or_nothing() -> Iterator[list[Arrival]]:
    """A transaction that also takes back the files which were saved in it."""
    arrivals: list[Arrival] = []
    try:
        with transaction.atomic():
            yield arrivals
    except BaseException as error:
        for storage, name in [file for each in arrivals for file in each.saved_files]:
            storage.delete(name)
        if isinstance(error, DatabaseError):
            raise BadArchive("", _("The database refuses a value: %s") % error) from error
        raise


def _check_host(host: str) -> None:
    owner = Kommune.objects.filter(site__hostname=normalise_hostname(host)).first()
    if owner:
        raise ValidationError(
            _(
                "The host %(host)s already belongs to %(owner)s. Choose another host, or delete "
                "that tenant first. Nothing was changed."
            )
            % {"host": host, "owner": owner}
        )


def _found(facts: dict[str, Any], host: str, port: int, notes: list[str]) -> Kommune:
    """Set up the tenant; what is taken or not fitting here is left out with a note."""
    key = facts["key"]
    if key and (owner := Kommune.objects.filter(key=key).first()):
        notes.append(
            _("The key %(key)s already belongs to %(owner)s, so the tenant has none.")
            % {"key": key, "owner": owner}
        )
        key = ""
    state = facts["state"]
    if state not in (Kommune.State.LIVE, Kommune.State.PREPARING):
        notes.append(_("The tenant was paused or archived; here it is in preparation."))
        state = Kommune.State.PREPARING
    kommune = found_kommune(
        name=facts["name"],
        host=host,
        port=port,
        key=key,
        kind=facts["kind"],
        state=state,
        is_bare=True,
    )
    if kommune.outline is None and facts["outline"]:
        geometry = outline(facts["key"]) if facts["key"] else None
        geometry = geometry or _checked_geometry(facts["outline"])
        kommune.outline, kommune.extent = geometry, list(extent(geometry))
        kommune.save(update_fields=["outline", "extent"])
    return kommune


def _checked_geometry(geometry: dict) -> dict:
    """A GeoJSON polygon or several, with positions on Earth."""
    polygons = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        polygons = [polygons]
    elif geometry.get("type") != "MultiPolygon":
        raise damaged(TENANT_FILE)
    try:
        for lon, lat in (point for rings in polygons for ring in rings for point in ring):
            if not (-180 <= float(lon) <= 180 and -90 <= float(lat) <= 90):
                raise damaged(TENANT_FILE)
    except (TypeError, ValueError) as error:
        raise damaged(TENANT_FILE) from error
    return {"type": geometry["type"], "coordinates": geometry["coordinates"]}


def _find_central_pages(arrival: Arrival) -> None:
    """The centre's pages are not in the archive, but the centre here may have them, too."""
    centre = Kommune.objects.complete().filter(kind=Kommune.Kind.ZENTRALE).first()
    for record in arrival.reader.records(f"{CENTRAL}page.json") if centre else ():
        name = record.get("name")
        prefix = f"{CENTRAL}page:"
        if not isinstance(name, str) or not name.startswith(prefix):
            raise damaged(f"{CENTRAL}page.json")
        path = name.removeprefix(prefix).strip("/")
        url_path = centre.site.root_page.url_path + (f"{path}/" if path else "")
        if page := Page.objects.filter(url_path=url_path).first():
            arrival.keep(name, page.specific)


def _tell_of_old_host(arrival: Arrival, old: str) -> None:
    """Texts may name the old address; that is for people to decide."""
    if old == arrival.kommune.site.hostname:
        return
    files = [
        name
        for name in arrival.reader.files
        if name.startswith(("pages/", "rows/")) and _mentions(arrival.reader, name, old.encode())
    ]
    if files:
        arrival.note(
            ", ".join(files[:10]),
            _("%(number)s files name the old address %(host)s; please read these texts.")
            % {"number": len(files), "host": old},
        )


def _mentions(reader: ArchiveReader, name: str, word: bytes) -> bool:
    return word in b"".join(reader.pieces(name))
