"""Two versions side by side; for each part somebody says whose it shall be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .contents import STREAMS, Content
from .difference import Change, change_of
from .parts import Pair, Part, pairs

OURS, THEIRS, BOTH = "ours", "theirs", "both"


@dataclass(frozen=True)
class Row:
    """One part in both versions, and whose is taken."""

    pair: Pair
    choice: str
    is_conflict: bool  # both have changed it

    @property
    def name(self) -> str:
        """Of its form field; the same after somebody has changed other parts meanwhile."""
        keys = "/".join(part.key if part else "" for part in (self.pair.old, self.pair.new))
        return f"{self.pair.field}:{keys}" if self.pair.field in STREAMS else self.pair.field

    @property
    def can_take_both(self) -> bool:
        return bool(self.pair.field in STREAMS and self.pair.old and self.pair.new)

    @property
    def change(self) -> Change:
        return change_of(self.pair)


def rows(ours: Content, theirs: Content, base: Content, choices: Mapping[str, str]) -> list[Row]:
    """All parts; without a choice it is who has changed the part since `base`, else ours."""
    known = {_place(pair.old): pair.old.fingerprint for pair in pairs(base, base)}
    return [_row(pair, known, choices) for pair in pairs(ours, theirs)]


def merged(found: list[Row]) -> Content:
    content: Content = {}
    for row in found:
        if row.pair.field in STREAMS:
            content.setdefault(row.pair.field, []).extend(part.raw for part in _taken(row))
        else:
            content[row.pair.field] = next((part.raw for part in _taken(row)), "")
    return content


def _row(pair: Pair, known: dict[str, str], choices: Mapping[str, str]) -> Row:
    we_did, they_did = _has_changed(pair.old, pair, known), _has_changed(pair.new, pair, known)
    row = Row(pair, OURS, is_conflict=we_did and they_did and not pair.is_same)
    usual = THEIRS if they_did and not we_did else OURS
    wished = choices.get(row.name)
    return Row(pair, wished if wished in (OURS, THEIRS, BOTH) else usual, row.is_conflict)


def _has_changed(part: Part | None, pair: Pair, known: dict[str, str]) -> bool:
    """Against the version that both began with; a part that is gone has changed too."""
    if part and part.fingerprint in known.values():  # the same words under another key
        return False
    there = _place(part or pair.old or pair.new)
    return known.get(there) != (part.fingerprint if part else None)


def _place(part: Part) -> str:
    return f"{part.field}:{part.key}" if part.field in STREAMS else part.field


def _taken(row: Row) -> Iterator[Part]:
    if row.pair.old and row.choice in (OURS, BOTH):
        yield row.pair.old
    if row.pair.new and (row.choice == THEIRS or (row.choice == BOTH and row.can_take_both)):
        yield row.pair.new
