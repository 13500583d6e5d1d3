"""What has changed between two versions, in words: no HTML, no technical names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .contents import Content
from .parts import Pair, Part, pairs

TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
MANY = 3000  # words; beyond them the comparison takes short cuts


@dataclass(frozen=True, slots=True)
class Span:
    kind: str  # "same", "gone" or "new"
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs: in its words, or in a picture, a link or a file."""

    label: str
    spans: list[Span]

    @property
    def shows_words(self) -> bool:
        return any(span.kind != "same" for span in self.spans)


def difference(old: Content, new: Content) -> list[Change]:
    return [change_of(pair) for pair in pairs(old, new) if not pair.is_same]


def change_of(pair: Pair) -> Change:
    return Change(pair.label, list(_spans(_words(pair.old), _words(pair.new))))


def _words(part: Part | None) -> str:
    return part.words if part else ""


def _spans(old: str, new: str) -> Iterator[Span]:
    before, after = TOKENS.findall(old), TOKENS.findall(new)
    is_long = max(len(before), len(after)) > MANY
    matcher = SequenceMatcher(None, before, after, autojunk=is_long)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, fresh = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
        if tag == "equal":
            yield Span("same", gone)
        else:
            yield from (Span(k, w) for k, w in (("gone", gone), ("new", fresh)) if w)
