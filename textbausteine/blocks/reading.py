"""Fields that fetch together what a whole stream needs, so that 60 blocks cost what 15 cost.

Wagtail reads all blocks of one type in one go (`bulk_to_python`). Each field here uses that
moment to fetch for all of them what templates will ask for: renditions, portraits, link targets.
Migrations keep Wagtail's own classes.
"""

from collections.abc import Iterable
from functools import cached_property

from django.core.cache import cache
from django.db.models import Model, prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText, expand_db_html
from wagtail.snippets.blocks import SnippetChooserBlock

from textbausteine.rich_text import PLACEHOLDERS

from .shelf import ImageFieldBlock

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
    """Rich text; the links of all such texts of a stream cost one query for each kind.

    Its editor shows placeholders as chips where the form lists them.
    """

    def __init__(self, features: Iterable[str], **kwargs):
        super().__init__(features=[*features, PLACEHOLDERS], **kwargs)

    def bulk_to_python(self, values: Iterable[str | None]) -> list[RichText]:
        sources = [value or "" for value in values]
        texts = LinkedTexts(sources)
        return [LinkedText(source, texts, place) for place, source in enumerate(sources)]

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class PictureFieldBlock(ImageBlock):
    """A picture with its alternative text; the renditions of all of them cost one query."""

    def __init__(self, required: bool = True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = ImageFieldBlock(required=required)  # Wagtail leaves no choice of its class
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def bulk_to_python(self, values) -> list:
        return _with_renditions(super().bulk_to_python(values))


class PortraitFieldBlock(ImageFieldBlock):
    """A picture of somebody whose name stands beside it, so it needs no alternative text."""

    def bulk_to_python(self, values) -> list:
        return _with_renditions(super().bulk_to_python(values))


class PicturedSnippetBlock(SnippetChooserBlock):
    """A row that has a picture in its field `picture_field`; both come by one query."""

    def __init__(self, target_model: str, picture_field: str, **kwargs):
        super().__init__(target_model, **kwargs)
        self.picture_field = picture_field

    def bulk_to_python(self, values) -> list:
        rows = self.model_class._default_manager.select_related(self.picture_field)
        found = rows.in_bulk({value for value in values if value is not None})
        chosen = [found.get(value) for value in values]  # one object for each key, as Wagtail does
        _with_renditions([getattr(row, self.picture_field) for row in chosen if row])
        return chosen

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        kwargs = {key: value for key, value in kwargs.items() if key != "picture_field"}
        return "wagtail.snippets.blocks.SnippetChooserBlock", args[:1], kwargs


def _with_renditions(images: list[Model | None]) -> list[Model | None]:
    """Hand each picture its renditions: known ones from the cache, all others by one query."""
    by_key = {_key(image): image for image in images if image is not None}
    known = cache.get_many(by_key)
    for key, renditions in known.items():
        _hand_over(by_key[key], renditions)
    missing = {key: image for key, image in by_key.items() if key not in known}
    prefetch_related_objects(list(missing.values()), "renditions")
    # A picture that was never shown has none yet; they are made when it is shown.
    made = {key: list(image.renditions.all()) for key, image in missing.items()}
    cache.set_many({key: each for key, each in made.items() if each})
    for image in images:  # the same picture may have been read twice
        if image is not None and image is not by_key[_key(image)]:
            _hand_over(image, list(by_key[_key(image)].renditions.all()))
    return images


def _hand_over(image: Model, renditions: list[Model]) -> None:
    """As `prefetch_related("renditions")` does."""
    for rendition in renditions:
        rendition.image = image
    read = image.renditions.all()
    read._result_cache, read._prefetch_done = renditions, True
    image._prefetched_objects_cache = {"renditions": read}


def _key(image: Model) -> str:
    return f"textbausteine-renditions-{image.pk}-{image.file.name}"
