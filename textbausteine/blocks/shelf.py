"""What the blocks of a page name is read ahead: one query for all its pages, files and pictures.

Wagtail asks anew for each type of block, and again for the links in texts. While a stream is laid
out, `reading_ahead(stream)` knows all that its stored values name; the first block to ask for a
page fetches the pages of all.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy

from django.db.models import Model
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

LINK = re.compile(r'<a\b[^>]*\blinktype="(page|document)"[^>]*>')
KEY = re.compile(r'\bid="(\d+)"')

Named = tuple[type[Model], int]


class Shelf:
    """Rows by model and key; all that are wanted of a model come with the first."""

    def __init__(self):
        self._wanted: dict[type[Model], set[int]] = defaultdict(set)
        self._found: dict[type[Model], dict[int, Model | None]] = defaultdict(dict)

    def want(self, named: Iterable[Named]) -> None:
        for model, key in named:
            self._wanted[model].add(key)

    def take(self, model: type[Model], keys: Iterable[int | None]) -> list[Model | None]:
        """The rows in the order of the keys, each an object of its own."""
        keys = list(keys)
        self._wanted[model].update(key for key in keys if key is not None)
        found = self._found[model]
        if missing := self._wanted[model] - found.keys():
            found |= dict.fromkeys(missing) | model._default_manager.in_bulk(missing)
        return [copy(found.get(key)) for key in keys]


_shelf: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


@contextmanager
def reading_ahead(stream: blocks.StreamValue) -> Iterator[None]:
    """While it lasts, blocks and links share what they read."""
    shelf = _shelf.get() or Shelf()
    if stream.is_lazy:
        shelf.want(_named_in(stream.stream_block, stream.raw_data))
    before = _shelf.set(shelf)
    try:
        yield
    finally:
        _shelf.reset(before)


def take(
    model: type[Model], keys: Iterable[int | None], otherwise: Callable[[], list[Model | None]]
) -> list[Model | None]:
    """From the shelf, or `otherwise` where no stream is being laid out."""
    shelf = _shelf.get()
    return otherwise() if shelf is None else shelf.take(model, keys)


class FromShelf:
    """Mixin of a chooser block: what was chosen comes from the shelf. Migrations keep Wagtail's."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Model | None]:
        values = list(values)
        return take(self.model_class, values, lambda: super(FromShelf, self).bulk_to_python(values))

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return self.kept_as, args, kwargs


class PageFieldBlock(FromShelf, blocks.PageChooserBlock):
    kept_as = "wagtail.blocks.PageChooserBlock"


class DocumentFieldBlock(FromShelf, DocumentChooserBlock):
    kept_as = "wagtail.documents.blocks.DocumentChooserBlock"


class ImageFieldBlock(FromShelf, ImageChooserBlock):
    kept_as = "wagtail.images.blocks.ImageChooserBlock"


def _named_in(block: blocks.Block, value: object) -> Iterator[Named]:
    """What a stored value names, found without making a Python value of it."""
    if not value:
        return
    match block:
        case FromShelf() if isinstance(value, int):
            yield block.model_class, value
        case blocks.RichTextBlock():
            yield from _linked_in(value)
        case blocks.StreamBlock():
            for child in value:
                if child["type"] in block.child_blocks:
                    yield from _named_in(block.child_blocks[child["type"]], child["value"])
        case blocks.StructBlock() if isinstance(value, dict):
            for name, child in block.child_blocks.items():
                yield from _named_in(child, value.get(name))
        case blocks.ListBlock():
            for item in value:
                is_wrapped = isinstance(item, dict) and item.get("type") == "item"
                yield from _named_in(block.child_block, item["value"] if is_wrapped else item)


def _linked_in(html: str) -> Iterator[Named]:
    for link in LINK.finditer(html):
        if key := KEY.search(link[0]):
            yield (Page if link[1] == "page" else get_document_model()), int(key[1])
