"""A text cut into parts that two people can talk about: its fields, and each block of a stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest

from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.blocks import StreamValue
from wagtail.rich_text import get_text_for_indexing

from textbausteine.models import Textbaustein

from .contents import FIELDS, STREAMS, Content, fingerprint

RICH = ("press", "newsletter")


@dataclass(frozen=True)
class Part:
    """A field, or one block of a stream."""

    field: str
    label: str
    raw: object  # as stored
    words: str

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.raw)

    @property
    def key(self) -> str:
        """What it is recognised by in another version: a block's key, else what it says."""
        block = self.raw if isinstance(self.raw, dict) else {}
        return block.get("id") or self.fingerprint


@dataclass(frozen=True)
class Pair:
    """The same part in two versions; None where one of them has no such part."""

    field: str
    old: Part | None
    new: Part | None

    @property
    def label(self) -> str:
        return (self.new or self.old).label

    @property
    def is_same(self) -> bool:
        return bool(self.old and self.new and self.old.fingerprint == self.new.fingerprint)


def pairs(old: Content, new: Content) -> Iterator[Pair]:
    """All parts of two versions side by side, in the order in which they are read."""
    for name in FIELDS:
        if name in STREAMS:
            yield from _aligned(name, _blocks(name, old), _blocks(name, new))
        elif old.get(name) or new.get(name):
            yield Pair(name, _field(name, old), _field(name, new))


def _aligned(name: str, old: list[Part], new: list[Part]) -> Iterator[Pair]:
    matcher = SequenceMatcher(None, [p.key for p in old], [p.key for p in new], autojunk=False)
    for _tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        for before, after in zip_longest(old[old_start:old_end], new[new_start:new_end]):
            if before and after and before.raw["type"] != after.raw["type"]:
                yield Pair(name, before, None)
                yield Pair(name, None, after)
            else:
                yield Pair(name, before, after)


def _field(name: str, content: Content) -> Part | None:
    value = content.get(name) or ""
    if not value:
        return None
    words = get_text_for_indexing(value) if name in RICH else value
    return Part(name, _label(name), value, words)


def _blocks(name: str, content: Content) -> list[Part]:
    stream_block = Textbaustein._meta.get_field(name).stream_block
    raw = [
        each for each in content.get(name) or [] if each.get("type") in stream_block.child_blocks
    ]
    stream = StreamValue(stream_block, raw, is_lazy=True)
    prefix = "" if name == "body" else f"{_label(name)}: "
    return [
        Part(name, f"{prefix}{child.block.label}", source, _words(child))
        for child, source in zip(stream, raw, strict=True)
    ]


def _words(child: StreamValue.StreamChild) -> str:
    found = child.block.get_searchable_content(child.value)
    return "\n".join(strip_tags(str(each)) for each in found if each)


def _label(name: str) -> str:
    return capfirst(Textbaustein._meta.get_field(name).verbose_name)
