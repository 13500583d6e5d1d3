"""The demo's texts and facts, read from `content/`.

A folder is a tenant. Keys are the fields of our models; where a value names something else
(a picture, a person, a page) it is that thing's key, never a number.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CONTENT = HERE / "content"
CENTRAL_KIND = "zentrale"

MARK = "(Beispiel)"
"""Stands behind every invented summary, so that no list shows an invented group as a real one."""

DASH = re.compile(r" – ")
NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=(?:Uhr|Euro|Kilo|Zoll|Liter|Meter|cm)\b)")


class Folder:
    """One tenant's content. Files that a tenant does not have are empty."""

    def __init__(self, path: Path):
        self.path = path
        self.name = path.name

    @property
    def tenant(self) -> dict:
        return _read(self.path / "tenant.toml")

    @property
    def is_central(self) -> bool:
        return self.tenant["kind"] == CENTRAL_KIND

    def rows(self, file: str, table: str) -> list[dict]:
        """The tables `[[table]]` of `file`.toml, in their order."""
        return _read(self.path / f"{file}.toml").get(table, [])

    def facts(self, file: str, table: str) -> dict:
        """The table `[table]` of `file`.toml."""
        return _read(self.path / f"{file}.toml").get(table, {})

    def pages(self, folder: str) -> dict[str, dict]:
        """Path below the start page → fields; a page comes before those below it."""
        root = self.path / folder
        files = sorted(root.rglob("*.toml"), key=lambda file: (len(file.parts), file))
        return {str(file.relative_to(root).with_suffix("")): _read(file) for file in files}


@cache
def folders() -> tuple[Folder, ...]:
    """All tenants, the centre first: the towns use what is its."""
    found = [Folder(file.parent) for file in CONTENT.glob("*/tenant.toml")]
    return tuple(sorted(found, key=lambda folder: (not folder.is_central, folder.name)))


def typeset(text: str) -> str:
    """With no-break spaces before dashes and between a number and its unit."""
    return NUMBER_AND_UNIT.sub("\xa0", DASH.sub("\xa0– ", text.strip()))


def _read(file: Path) -> dict:
    if not file.exists():
        return {}
    return _set(tomllib.loads(file.read_text("utf-8")))


def _set(value):
    """The same, with every text typeset."""
    match value:
        case str():
            return typeset(value)
        case list():
            return [_set(each) for each in value]
        case dict():
            return {key: _set(each) for key, each in value.items()}
    return value
