"""The pictures of a text, and what they lack before citizens may see them."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images import get_image_model


def pictures_in(value) -> Iterator[Model]:
    """All pictures in a block's value, however deep they lie."""
    if isinstance(value, get_image_model()):
        yield value
    elif isinstance(value, blocks.StructValue):
        for each in value.values():
            yield from pictures_in(each)
    elif isinstance(value, (blocks.StreamValue, blocks.list_block.ListValue)):
        for each in value:
            yield from pictures_in(getattr(each, "value", each))


def gaps_of(picture: Model) -> Iterator[str]:
    """What a picture lacks, as a sentence each; alternative texts are asked for by its block."""
    name = {"title": picture.title}
    if not getattr(picture, "licence", "unknown to this model"):
        yield _("The picture “%(title)s” has no licence. Add it to the picture, please.") % name
    until = getattr(picture, "rights_until", None)
    if until and until < timezone.localdate():
        yield _("The rights to the picture “%(title)s” have ended.") % name
