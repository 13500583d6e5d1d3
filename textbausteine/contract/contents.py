"""What a text says, apart from how it is filed: read from rows and revisions, compared, applied."""

import json
import re
from hashlib import sha256
from typing import Any

from wagtail.models import Revision

from textbausteine.models import Textbaustein

Content = dict[str, Any]
"""Field → words or HTML; for streams a list of blocks as Wagtail stores them."""

STREAMS = ("body", "easy")
FIELDS = ("title", "teaser", *STREAMS, "social", "press", "newsletter", "sources", "licence")

BLOCK_KEY = re.compile(r'\sdata-block-key="[^"]*"')


def content_of(text: Textbaustein) -> Content:
    found = {name: getattr(text, name) for name in FIELDS}
    for name in STREAMS:
        found[name] = list(found[name].stream_block.get_prep_value(found[name]))
    return found


def content_of_revision(revision: Revision) -> Content:
    """Also of one that was written before a field was there."""
    found = {name: revision.content.get(name) or "" for name in FIELDS}
    for name in STREAMS:
        found[name] = json.loads(found[name] or "[]")
    return found


def apply(text: Textbaustein, content: Content) -> Textbaustein:
    """Write the content into the text, in memory."""
    for name in FIELDS:
        value = content.get(name, [] if name in STREAMS else "")
        setattr(text, name, json.dumps(value) if name in STREAMS else value)
    return text


def fingerprint(content: Any) -> str:
    """The same for the same words, whatever keys the editor has given to blocks and paragraphs."""
    plain = json.dumps(_without_keys(content), sort_keys=True, ensure_ascii=False)
    return sha256(BLOCK_KEY.sub("", plain.replace('\\"', '"')).encode()).hexdigest()


def _without_keys(value: Any) -> Any:
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        return {k: _without_keys(v) for k, v in value.items() if not (is_block and k == "id")}
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    return value
