"""Fields that fetch together what a whole stream needs, so that 60 blocks cost what 15 cost.

Wagtail reads all blocks of one type in one go (`bulk_to_python`). Each field here uses that
moment to fetch for all of them what templates will ask for: renditions, portraits, link targets.
Migrations keep Wagtail's own classes.
"""

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Model, prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.rich_text import RichText, expand_db_html
from wagtail.snippets.blocks import SnippetChooserBlock

SEAM = "\0"  # cannot occur in a stored text


class LinkedTexts:
    """Rich texts that were read together; their links are looked up together, when first shown."""

    def __init__(self, sources: list[str]):
        self.sources = [source.replace(SEAM, "") for source in sources]

    @cached_property
    def expanded(self) -> list[str]:
        return expand_db_html(SEAM.join(self.sources)).split(SEAM)


class LinkedText(RichText):
    """One of several rich texts that were read together."""

    def __init__(self, source: str, texts: LinkedTexts, place: int):
        super().__init__(source)
        self._texts, self._place = texts, place

    def __html__(self) -> SafeString:
        return mark_safe(self._texts.expanded[self._place])


class RunningTextBlock(blocks.RichTextBlock):
    """Rich text; the links of all such texts of a stream cost one query for each kind."""

    def bulk_to_python(self, values: Iterable[str | None]) -> list[RichText]:
        sources = [value or "" for value in values]
        texts = LinkedTexts(sources)
        return [LinkedText(source, texts, place) for place, source in enumerate(sources)]

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class PictureFieldBlock(ImageBlock):
    """A picture with its alternative text; the renditions of all of them cost one query."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Picture")  # Wagtail makes it from the name

    def bulk_to_python(self, values) -> list:
        return _with_related(super().bulk_to_python(values), "renditions")


class PortraitFieldBlock(ImageChooserBlock):
    """A picture of somebody whose name stands beside it, so it needs no alternative text."""

    def bulk_to_python(self, values) -> list:
        return _with_related(super().bulk_to_python(values), "renditions")

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.images.blocks.ImageChooserBlock", args, kwargs


class PicturedSnippetBlock(SnippetChooserBlock):
    """A row that has a picture in its field `picture_field`."""

    def __init__(self, target_model: str, picture_field: str, **kwargs):
        super().__init__(target_model, **kwargs)
        self.picture_field = picture_field

    def bulk_to_python(self, values) -> list:
        return _with_related(super().bulk_to_python(values), f"{self.picture_field}__renditions")

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        kwargs = {key: value for key, value in kwargs.items() if key != "picture_field"}
        return "wagtail.snippets.blocks.SnippetChooserBlock", args[:1], kwargs


def _with_related(rows: list[Model | None], lookup: str) -> list[Model | None]:
    """Fetch for all rows what `lookup` names, in as many queries as it has steps."""
    prefetch_related_objects([row for row in rows if row is not None], lookup)
    return rows
