"""Reads an archive that anybody may have made. Nothing is believed before it has been checked.

Nothing is unpacked to a path from the archive; a file is read up to the size that it declares,
and its checksum compared, before anything of it is used.
"""

import json
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Self

from django.conf import settings
from django.utils.translation import gettext as _

from .form import FORMAT, MANIFEST, SAFE_NAME, VERSION, BadArchive, damaged
from .writing import PIECE

MOST_FILES = 50_000
MOST_JSON = 32 * 1024 * 1024  # bytes of one JSON file
DEEPEST = 60  # levels of a JSON value; our own deepest stream has about twenty
HIGHEST_RATIO = 200  # unpacked to packed size, of files worth looking at
WORTH_LOOKING_AT = 1024 * 1024  # bytes
LONGEST_NAME = 400  # characters of a file's name
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a way of packing that Python does not know
)


def most_bytes() -> int:
    """Size of all files together; `KOMMUNEN_ARCHIVE_MAX_BYTES`, else 20 GiB."""
    return getattr(settings, "KOMMUNEN_ARCHIVE_MAX_BYTES", 20 * 1024**3)


class ArchiveReader:
    """The checked archive. Everything raises BadArchive with a sentence for the operator."""

    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        self._entries = _checked_entries(archive)
        manifest = self._entries.get(MANIFEST)
        if manifest is None:
            raise BadArchive(MANIFEST, _("This is no archive of a Kommune: the list is missing."))
        self.manifest = _object(_parse(self._content(manifest, MOST_JSON), MANIFEST), MANIFEST)
        self.files = self._checked_list()

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Open and check the file; checksums too."""
        try:
            with zipfile.ZipFile(path) as archive:
                reader = cls(archive)
                for name in reader.files:
                    for _piece in reader.pieces(name):
                        pass
                yield reader
        except BROKEN as error:
            raise BadArchive(path.name, _("This is no ZIP file, or it is damaged.")) from error

    def names(self, folder: str) -> list[str]:
        """Files below the folder, in the order of their names."""
        return sorted(name for name in self.files if name.startswith(f"{folder}/"))

    def json(self, name: str) -> Any:
        if name not in self.files:
            raise BadArchive(name, _("This file is missing in the archive."))
        if self.files[name]["bytes"] > MOST_JSON:
            raise BadArchive(name, _("This file is too large."))
        return _parse(b"".join(self.pieces(name)), name)

    def records(self, name: str) -> list[dict]:
        """A JSON list of objects; empty if there is no such file."""
        if name not in self.files:
            return []
        found = self.json(name)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise damaged(name)
        return found

    @contextmanager
    def unpacked(self, name: str) -> Iterator[IO[bytes]]:
        """The file in a nameless temporary one; only a piece of it is in memory."""
        if name not in self.files:
            raise BadArchive(name, _("This file is missing in the archive."))
        with TemporaryFile() as target:
            for piece in self.pieces(name):
                target.write(piece)
            target.seek(0)
            yield target

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content piece by piece; the last one comes only if size and checksum are right."""
        declared, digest, size = self.files[name], sha256(), 0
        with self._archive.open(self._entries[name]) as source:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                if size > declared["bytes"]:
                    break
                yield piece
        if size != declared["bytes"] or digest.hexdigest() != declared["sha256"]:
            raise BadArchive(
                name, _("The checksum is wrong: the file has been changed or damaged.")
            )

    def _content(self, entry: zipfile.ZipInfo, limit: int) -> bytes:
        with self._archive.open(entry) as source:
            content = source.read(limit + 1)
        if len(content) > limit:
            raise BadArchive(entry.filename, _("This file is too large."))
        return content

    def _checked_list(self) -> dict[str, dict]:
        if self.manifest.get("format") != FORMAT:
            raise BadArchive(MANIFEST, _("This is no archive of a Kommune."))
        if self.manifest.get("version") != VERSION:
            raise BadArchive(
                MANIFEST,
                _("The archive has version %(found)s, this program reads version %(known)s.")
                % {"found": str(self.manifest.get("version"))[:20], "known": VERSION},
            )
        files = _object(self.manifest.get("files"), MANIFEST)
        for name, facts in files.items():
            facts = _object(facts, MANIFEST)
            is_sound = type(facts.get("bytes")) is int and isinstance(facts.get("sha256"), str)
            if not is_sound or facts["bytes"] < 0:
                raise damaged(MANIFEST)
            if name not in self._entries:
                raise BadArchive(name, _("This file is missing in the archive."))
            if self._entries[name].file_size != facts["bytes"]:
                raise BadArchive(name, _("The size is not the one in the list."))
        for name in self._entries.keys() - files.keys() - {MANIFEST}:
            raise BadArchive(name, _("This file does not stand in the list."))
        return files


def _checked_entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise BadArchive("ZIP", _("The archive has too many files."))
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename
        if not SAFE_NAME.match(name) or ".." in name or len(name) > LONGEST_NAME:
            raise BadArchive(name[:80], _("A file of this name is not allowed."))
        if name in found:
            raise BadArchive(name, _("This file is in the archive twice."))
        if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 0x1:
            raise BadArchive(name, _("Links and encrypted files are not allowed."))
        is_large = entry.file_size > WORTH_LOOKING_AT
        if is_large and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise BadArchive(name, _("This file would grow suspiciously when unpacked."))
        found[name] = entry
    if sum(entry.file_size for entry in entries) > most_bytes():
        raise BadArchive("ZIP", _("The archive is too large when unpacked."))
    return found


def _parse(content: bytes, name: str) -> Any:
    try:
        value = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadArchive(name, _("This is no valid JSON.")) from error
    _check_value(value, name, DEEPEST)
    return value


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON number")


def _check_value(value: Any, name: str, depth: int) -> None:
    """Refuse what no database takes: NUL in a text, and values that are nested too deep."""
    if depth == 0 or (isinstance(value, str) and "\0" in value):
        raise damaged(name)
    if isinstance(value, list):
        for each in value:
            _check_value(each, name, depth - 1)
    elif isinstance(value, dict):
        for key, each in value.items():
            _check_value(key, name, depth - 1)
            _check_value(each, name, depth - 1)


def _object(value: Any, name: str) -> dict:
    if not isinstance(value, dict):
        raise damaged(name)
    return value
