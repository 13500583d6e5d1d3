"""Walks through StreamField and rich text, on the way out and on the way in.

The walk goes along the block definitions, not along the stored values: what no definition knows
is left out.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import extract_attrs

from .form import damaged

Leaf = Callable[[blocks.Block, Any, str], Any]
"""Turns the value of a field block: (block, stored value, where it stands)."""

TAG = re.compile(r"<(a|embed)\b([^>]*?)(/?)>")
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
BETWEEN_BLOCKS = re.compile(r"(</(?:p|h[1-6]|li|ul|ol|blockquote)>|<[uo]l>|<[hb]r/>)\s+(?=<)")
BLOCK_ID = re.compile(r"[0-9a-f-]{36}\Z")


def turn(block: blocks.Block, value: Any, leaf: Leaf, where: str) -> Any:
    """The stored value again, with every field block's value turned by `leaf`.

    Raises:
        BadArchive: the value has not the shape that the block stores.
    """
    if value is None:
        return None
    if isinstance(block, blocks.BaseStreamBlock):
        return _turn_stream(block, value, leaf, where)
    if isinstance(block, blocks.BaseStructBlock):
        return _turn_struct(block, value, leaf, where)
    if isinstance(block, blocks.ListBlock):
        return _turn_list(block, value, leaf, where)
    if isinstance(block, blocks.FieldBlock):
        return leaf(block, value, where)
    return None  # a block without a value, or of a kind nobody here knows


def _turn_stream(block: blocks.BaseStreamBlock, value: Any, leaf: Leaf, where: str) -> list:
    turned = []
    for child in _expect(list, value, where):
        kind = _expect(dict, child, where).get("type")
        if isinstance(kind, str) and kind in block.child_blocks:
            inner = turn(block.child_blocks[kind], child.get("value"), leaf, f"{where}/{kind}")
            turned.append({"type": kind, "value": inner, **_block_id(child)})
    return turned


def _turn_struct(block: blocks.BaseStructBlock, value: Any, leaf: Leaf, where: str) -> dict:
    if isinstance(value, int) and "image" in block.child_blocks:
        value = {"image": value}  # written before pictures had an alternative text of their own
    stored = _expect(dict, value, where)
    return {
        name: turn(child, stored[name], leaf, f"{where}/{name}")
        for name, child in block.child_blocks.items()
        if name in stored
    }


def _turn_list(block: blocks.ListBlock, value: Any, leaf: Leaf, where: str) -> list:
    turned = []
    for item in _expect(list, value, where):
        is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
        stored = item["value"] if is_wrapped else item
        inner = turn(block.child_block, stored, leaf, where)
        turned.append({"type": "item", "value": inner, **_block_id(item)})
    return turned


def _block_id(stored: Any) -> dict:
    found = stored.get("id") if isinstance(stored, dict) else None
    return {"id": found} if isinstance(found, str) and BLOCK_ID.match(found) else {}


def _expect(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, kind):
        raise damaged(where)
    return value


def without_chance(html: str) -> str:
    """Rich text without what the editor makes up each time: keys of paragraphs, and line breaks.

    So the same words are the same bytes, whatever has been through the editor in between.
    """
    return BETWEEN_BLOCKS.sub(r"\1", BLOCK_KEY.sub("", html)).strip()


def turn_links(html: str, turn_attributes: Callable[[type, dict], dict | None]) -> str:
    """The rich text with the attributes of each link and each picture in it turned.

    Args:
        turn_attributes: Gets the model that the tag refers to and its attributes; returns the new
            attributes, None to leave only the words.
    """

    def replace(match: re.Match) -> str:
        attributes = extract_attrs(match[2])
        model = _model_of(match[1], attributes)
        if model is None:
            return match[0]
        turned = turn_attributes(model, attributes)
        if turned is None:
            return f"<{match[1]}{match[3]}>"
        written = "".join(f' {name}="{escape(text)}"' for name, text in turned.items())
        return f"<{match[1]}{written}{match[3]}>"

    return TAG.sub(replace, html)


def _model_of(tag: str, attributes: dict) -> type | None:
    if tag == "embed":
        return get_image_model() if attributes.get("embedtype") == "image" else None
    return {"page": Page, "document": get_document_model()}.get(attributes.get("linktype"))
