"""What a page's own form would send, read from its HTML; and keys that it would never send."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock

from tests.isolation.birds import FIRST_KEY, SPECIES, Owner

TAG = re.compile(
    r"<(/?)(form|input|select|option|textarea|div)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
)
ATTRIBUTE = re.compile(r"([\w-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
ON_OR_OFF = {"checkbox", "radio"}

Fields = dict[str, list[str]]


@dataclass
class Form:
    fields: Fields = field(default_factory=dict)  # name → values, as a browser would send them
    choices: set[str] = field(default_factory=set)  # names of fields that are not typed into


def form_in(html: str) -> Form:
    """The largest form that is sent by POST; an empty one if there is none."""
    found: list[Form] = []
    form: Form | None = None
    select = ""
    for match in TAG.finditer(html):
        closing, tag, rest = match.groups()
        if closing:
            form = None if tag == "form" else form
            continue
        attributes = {
            name: unescape(quoted or single or "")
            for name, quoted, single in ATTRIBUTE.findall(rest)
        }
        name, kind = attributes.get("name", ""), attributes.get("type", "text")
        if tag == "form" and attributes.get("method", "").lower() == "post":
            form = Form()
            found.append(form)
        elif form is None or name == "csrfmiddlewaretoken":
            continue
        elif tag == "div" and "data-block" in attributes:
            form.fields[f"{attributes['id']}-count"] = ["0"]  # the browser builds streams
        elif tag == "select":
            select = name
            form.fields.setdefault(name, [])
            form.choices.add(name)
        elif tag == "option" and "selected" in attributes:
            form.fields.setdefault(select, []).append(attributes.get("value", ""))
        elif tag == "textarea" and name:
            text = html[match.end() : html.find("</textarea", match.end())]
            form.fields[name] = [unescape(text).strip()]
        elif tag == "input" and name:
            if kind in ON_OR_OFF | {"hidden"}:
                form.choices.add(name)
            if kind not in ON_OR_OFF | {"submit"} or "checked" in attributes:
                form.fields.setdefault(name, []).append(attributes.get("value", ""))
    return max(found, key=lambda each: len(each.fields), default=Form())


def asked_for(owner: Owner) -> dict[str, str]:
    """A query string with the owner's keys in every word that some view may read."""
    names = """
        id ids pk parent parent_page_id childOf page_id site owner user edited_by collection
        collection_id revision_id object_id to_object_id content_type task reviewable topic
        live_revision latest_revision tag group workflow organiser
    """
    keys = dict.fromkeys(names.split(), str(FIRST_KEY[owner]))
    return {**keys, "q": SPECIES[owner], "with": "others"}


def forged(owner: Owner) -> Fields:
    """The same in a body, for addresses that show no form."""
    names = "image document new_parent_page cascade_pages user groups reviewer"
    keys = asked_for(owner) | dict.fromkeys(names.split(), str(FIRST_KEY[owner]))
    words = {"next": "/admin/", "title": "Neu", "name": "Neu", "text": "Neu", "confirm": "on"}
    return {name: [value] for name, value in (keys | words).items()}


def forged_streams(block: blocks.Block, name: str, key: int) -> Iterator[Fields]:
    """The fields of a stream named `name`, once for each place in it that takes a key."""
    if isinstance(block, blocks.StreamBlock):
        for kind, child in block.child_blocks.items():
            for inner in forged_streams(child, f"{name}-0-value", key):
                yield {**_one_of(name), f"{name}-0-type": [kind], **inner}
    elif isinstance(block, blocks.ListBlock):
        for inner in forged_streams(block.child_block, f"{name}-0-value", key):
            yield {**_one_of(name), **inner}
    elif isinstance(block, blocks.StructBlock):
        for child_name, child in block.child_blocks.items():
            yield from forged_streams(child, f"{name}-{child_name}", key)
    elif isinstance(block, ChooserBlock):
        yield {name: [str(key)]}
    elif isinstance(block, blocks.RichTextBlock):
        yield {name: [_rich_text("LINK", {"id": key, "url": "/", "parentId": 1})]}
        yield {name: [_rich_text("DOCUMENT", {"id": key, "url": "/", "filename": "x"})]}
        yield {name: [_rich_text("IMAGE", {"id": key, "format": "left", "alt": "x", "src": "/"})]}


def _one_of(name: str) -> Fields:
    return {
        f"{name}-count": ["1"],
        f"{name}-0-order": ["0"],
        f"{name}-0-deleted": [""],
        f"{name}-0-id": [""],
    }


def _rich_text(kind: str, data: dict) -> str:
    """A paragraph with one entity, as the editor sends it."""
    is_image = kind == "IMAGE"
    block = {
        "key": "aaaaa",
        "text": " " if is_image else "Hallo",
        "type": "atomic" if is_image else "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 1 if is_image else 5, "key": 0}],
    }
    mutability = "IMMUTABLE" if is_image else "MUTABLE"
    entity = {"type": kind, "mutability": mutability, "data": data}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})
