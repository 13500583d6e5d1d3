"""A stream with one block of every kind, as the database keeps it."""

import uuid
from collections.abc import Callable

from django.db.models import Model
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock

KeyOf = Callable[[type[Model]], int | None]
Word = Callable[[str], str]


def stored(block: blocks.Block, word: Word, key_of: KeyOf):
    """The block's stored value: `word(name)` for each text, `key_of(model)` for each chooser."""
    if isinstance(block, blocks.StreamBlock):
        return [
            {"type": name, "value": stored(child, word, key_of), "id": str(uuid.uuid4())}
            for name, child in block.child_blocks.items()
        ]
    if isinstance(block, blocks.ListBlock):
        value = stored(block.child_block, word, key_of)
        return [{"type": "item", "value": value, "id": str(uuid.uuid4())}]
    if isinstance(block, blocks.StructBlock):
        return {n: stored(child, word, key_of) for n, child in block.child_blocks.items()}
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{word(block.name)}</p>"
    if isinstance(block, blocks.StaticBlock):
        return None
    if isinstance(block, ChooserBlock):
        return key_of(block.target_model)
    if isinstance(block, blocks.ChoiceBlock):
        return _choice(block)
    if isinstance(block, blocks.URLBlock):
        return f"https://{word(block.name)}.example/"
    if isinstance(block, blocks.EmailBlock):
        return f"{word(block.name)}@verein.example"
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return word(block.name)
    return block.get_prep_value(block.get_default())


def _choice(block: blocks.ChoiceBlock):
    default = block.get_prep_value(block.get_default())
    values = [value for value, _label in block.field.choices if value]
    return default or next(iter(values), None)
