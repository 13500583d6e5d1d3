"""A whole tenant as one file in open formats; docs/export.md describes it.

Nothing of the tenant is changed. Its record gets a line: a copy of everything has left the house.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from kommunen.audit.recording import record
from kommunen.lifecycle.archive.departure import Departure, Tell
from kommunen.lifecycle.archive.form import CENTRAL, FORMAT, MANIFEST, VERSION, kind_of
from kommunen.lifecycle.archive.records import Recorder
from kommunen.lifecycle.archive.writing import new_archive
from kommunen.models import Kommune
from kommunen.registry import portable_parts

PRODUCT = "mehrwert-baukasten"


@dataclass(frozen=True)
class Exported:
    """What an export has written."""

    path: Path
    sha256: str
    counts: dict[str, int]  # kind of thing → number
    notes: list[str] = field(default_factory=list)  # sentences: what was left out


def export_kommune(
    kommune: Kommune, path: Path | str, *, tell: Tell = lambda step: None
) -> Exported:
    """Write the tenant's archive to `path`; a file of this name is replaced when all is written.

    Args:
        tell: Is told the steps, one sentence each.

    Raises:
        OSError: the file cannot be written.
    """
    path = Path(path)
    kommune = Kommune.objects.complete().get(pk=kommune.pk)
    with _one_view_of_the_data(), new_archive(path) as writer:
        departure = Departure(kommune, writer, tell)
        for part in portable_parts:
            part.export(departure)
        _export_central(departure)
        writer.add_json(MANIFEST, _manifest(departure))
    with path.open("rb") as file:
        checksum = file_digest(file, "sha256").hexdigest()
    record("kommunen.export", kommune)
    tell(_("The archive is complete: %(path)s") % {"path": path})
    return Exported(path, checksum, departure.counts, departure.notes)


def _export_central(departure: Departure) -> None:
    """What the tenant needs of the centre, and what that needs again."""
    recorder, records = Recorder(departure), {}
    while departure.wanted:
        model, pk, name = departure.wanted.pop(0)
        thing = model._base_manager.get(pk=pk)
        if model is Page:
            record = {"name": name, "title": thing.title, "url": thing.full_url}
        else:
            record = _without_draft(recorder.record(thing, name))
        records.setdefault(kind_of(model), []).append(record)
    for kind, found in records.items():
        for record in found:
            record["used"] = departure.is_used(record["name"])
        departure.writer.add_json(f"{CENTRAL}{kind}.json", found)
        departure.count(f"{CENTRAL}{kind}", len(found))


def _without_draft(record: dict) -> dict:
    """The centre's drafts are nobody else's business."""
    return {key: value for key, value in record.items() if key != "draft"}


def _manifest(departure: Departure) -> dict:
    kommune = departure.kommune
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now(),
        "product": {"name": PRODUCT, "version": product_version()},
        "kommune": {
            "name": kommune.name,
            "kind": kommune.kind,
            "key": kommune.key,
            "host": kommune.site.hostname,
        },
        "counts": departure.counts,
        "notes": departure.notes,
        "files": departure.writer.files,
    }


def product_version() -> str:
    """Of the installed wheel; "0" where the project runs from its own folder."""
    try:
        return version(PRODUCT)
    except PackageNotFoundError:
        return "0"


@contextmanager
def _one_view_of_the_data() -> Iterator[None]:
    """PostgreSQL shows all queries the same moment. SQLite would lock out every writer, so not."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
