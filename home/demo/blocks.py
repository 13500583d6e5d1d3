"""Blocks as the content writes them → as Wagtail stores them.

The blocks themselves say how: where a chooser stands, the content has a key.
"""

import json
import re
from uuid import uuid4

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from home.demo.shelf import Shelf
from kommunen.models import Category, ContactPerson, Supporter
from textbausteine.models import Textbaustein

OWN_PATH = re.compile(r'href="(/[^"?#]*)"')


def stream(field: StreamField, rows: list[dict] | str, shelf: Shelf) -> str:
    """The stored form of a stream, as JSON.

    Args:
        rows: Each with its `type` and the block's fields (`value` if it has none), or mere
            rich text: then it is one text block.
    """
    if isinstance(rows, str):
        rows = [{"type": "text", "value": rows}]
    return json.dumps(_stored(field.stream_block, rows, shelf))


def linked(html: str, shelf: Shelf) -> str:
    """Rich text whose links to own pages follow the page wherever it moves.

    An address that is no page, such as that of a view, stays as it is written.
    """

    def link(found: re.Match) -> str:
        try:
            return f'linktype="page" id="{shelf.page(found[1]).pk}"'
        except Page.DoesNotExist:
            return found[0]

    return OWN_PATH.sub(link, html)


def _stored(block: blocks.Block, value, shelf: Shelf):
    match block:
        case blocks.StreamBlock():
            return [_child(block, dict(row), shelf) for row in value]
        case blocks.ListBlock():
            return [_named("item", _stored(block.child_block, each, shelf)) for each in value]
        case ImageBlock():
            return _picture(value, shelf)
        case blocks.StructBlock():
            fields = block.child_blocks
            return {name: _stored(fields[name], each, shelf) for name, each in value.items()}
        case blocks.RichTextBlock():
            return linked(value, shelf)
        case ImageChooserBlock():
            return shelf.picture(value).pk
        case DocumentChooserBlock():
            return shelf.document(value).pk
        case blocks.PageChooserBlock():
            return shelf.page(value).pk
        case SnippetChooserBlock():
            return _row(block, value, shelf).pk
    return value


def _child(block: blocks.StreamBlock, row: dict, shelf: Shelf) -> dict:
    name = row.pop("type")
    child = block.child_blocks[name]
    is_struct = isinstance(child, blocks.StructBlock)
    return _named(name, _stored(child, row if is_struct else row["value"], shelf))


def _named(name: str, value) -> dict:
    return {"type": name, "value": value, "id": str(uuid4())}


def _picture(key: str, shelf: Shelf) -> dict:
    picture = shelf.picture(key)
    return {"image": picture.pk, "alt_text": picture.description, "decorative": False}


def _row(block: SnippetChooserBlock, key: str, shelf: Shelf):
    finders = {
        Category: shelf.category,
        ContactPerson: shelf.person,
        Supporter: shelf.supporter,
        Textbaustein: shelf.text,
    }
    return finders[block.target_model](key)
