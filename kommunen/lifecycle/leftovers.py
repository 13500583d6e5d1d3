"""A deleted tenant's files, removed after its rows; and the operator's record, after its time."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, default_storage

from kommunen.models import DeletedKommune


def remove_files(record: DeletedKommune) -> None:
    """Remove what the record names, then forget the names. May be killed, and run again."""
    for name in record.leftover_files:
        if name.endswith("/"):
            _remove_folder(default_storage, name.rstrip("/"))
        else:
            default_storage.delete(name)
    record.leftover_files = []
    record.save(update_fields=["leftover_files"])


def finish(now: datetime) -> int:
    """Remove files that a killed process left behind, and records whose time is over. A due job."""
    number = 0
    for record in DeletedKommune.objects.with_leftovers():
        remove_files(record)
        number += 1
    return number + DeletedKommune.objects.outdated(now).delete()[0]


def outside_of(folder: str, names: Iterable[str]) -> list[str]:
    """Names of files that do not lie in the folder."""
    return sorted({name for name in names if name and not name.startswith(f"{folder}/")})


def _remove_folder(storage: Storage, folder: str) -> None:
    try:
        folders, files = storage.listdir(folder)
    except (FileNotFoundError, SuspiciousFileOperation):
        return
    for name in files:
        storage.delete(f"{folder}/{name}")
    for name in folders:
        _remove_folder(storage, f"{folder}/{name}")
    storage.delete(folder)  # empty now; a bucket has no folders and does not mind
