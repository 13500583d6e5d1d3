"""Writes the ZIP file: piece by piece, a checksum for each file, whole or not at all."""

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.utils.functional import Promise

PIECE = 1024 * 1024  # bytes read at a time


class ArchiveWriter:
    """Files are added one after the other; `files` holds size and checksum of each."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self.files: dict[str, dict] = {}

    def add_json(self, name: str, value: Any) -> None:
        self.add_bytes(name, as_json(value))

    def add_bytes(self, name: str, content: bytes) -> None:
        with self._archive.open(name, "w") as target:
            target.write(content)
        self._note(name, len(content), sha256(content).hexdigest())

    def add_stream(self, name: str, source: IO[bytes]) -> None:
        """Copy a file of any size; only a piece of it is in memory."""
        digest, size = sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as target:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self._note(name, size, digest.hexdigest())

    def _note(self, name: str, size: int, checksum: str) -> None:
        self.files[name] = {"bytes": size, "sha256": checksum}


@contextmanager
def new_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Write beside the target, then rename: nobody ever finds half an archive."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            yield ArchiveWriter(archive)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def as_json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=_plain, allow_nan=False)
    return text.encode() + b"\n"


def _plain(value: Any) -> str:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | UUID() | Promise():
            return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an archive.")
