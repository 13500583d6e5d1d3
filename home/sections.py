"""A stream as parts of a page: an article, and sections that go across the whole page.

White and tinted grounds take turns by themselves. A block that has nothing to show is left out,
and its ground with it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from textbausteine.blocks.shelf import reading_ahead

WORDS_A_MINUTE = 200  # Brysbaert (2019): adults read 238, texts of authorities are slower
TAG = re.compile(r"<[^>]*>")

Child = StreamValue.StreamChild


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with its own ground."""

    html: SafeString
    is_tinted: bool


class LaidOut(NamedTuple):
    """A page of text: the article, what goes across the page below it, and how long it takes."""

    article: SafeString
    sections: list[Section]
    minutes: int


def lay_out(stream: StreamValue, context: dict) -> LaidOut:
    with reading_ahead(stream):
        article, sections = article_of(stream, context)
    return LaidOut(article, sections, minutes_to_read(article))


def sections_of(stream: StreamValue, context: dict) -> list[Section]:
    """A start page: blocks that can stand alone become a section, running text stays together."""
    with reading_ahead(stream):
        return _sections(stream, stream.stream_block.stands_alone, context, first_is_tinted=False)


def article_of(stream: StreamValue, context: dict) -> tuple[SafeString, list[Section]]:
    """A page of text: all up to the first block that needs the whole width, and what follows."""
    wide = stream.stream_block.needs_width
    children = list(stream)
    end = next((at for at, child in enumerate(children) if child.block_type in wide), len(children))
    article, others = running_text(children[:end], context), children[end:]
    # Logos alone look best on the ground they were made for.
    first_is_tinted = bool(others) and others[0].block_type != "logos"
    return article, _sections(others, wide, context, first_is_tinted)


def running_text(children: Iterable[Child], context: dict) -> SafeString:
    """Blocks one below the other. Text stands together in `.prose`, all else beside it.

    The result belongs into a `.stack`.
    """
    parts = []
    for in_prose, run in groupby(children, key=_is_prose):
        html = "".join(child.render(context) for child in run)
        if html.strip():
            parts.append(f'<div class="prose">{html}</div>' if in_prose else html)
    return mark_safe("".join(parts))


def minutes_to_read(html: str) -> int:
    return ceil(len(TAG.sub(" ", html).split()) / WORDS_A_MINUTE)


def _sections(
    children: Iterable[Child], alone: frozenset[str], context: dict, first_is_tinted: bool
) -> list[Section]:
    sections: list[Section] = []
    for stands_alone, run in _runs(children, alone):
        if stands_alone:
            html = run[0].render(context)
        else:
            html = running_text(run, context)
            html = mark_safe(f'<div class="stack stack--wide">{html}</div>') if html else html
        if html.strip():
            sections.append(Section(html, is_tinted=(len(sections) % 2 == 0) == first_is_tinted))
    return sections


def _runs(children: Iterable[Child], alone: frozenset[str]) -> Iterator[tuple[bool, list[Child]]]:
    """Each block that stands alone, and the longest runs of those that do not."""
    for stands_alone, run in groupby(children, key=lambda child: child.block_type in alone):
        if stands_alone:
            yield from ((True, [child]) for child in run)
        else:
            yield False, list(run)


def _is_prose(child: Child) -> bool:
    return getattr(child.block.meta, "in_prose", False)
