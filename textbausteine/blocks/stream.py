"""The stream of text blocks. Upper floors add theirs by subclassing `TextBlocks`."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .lists import ChecklistBlock, OffersBlock, StepsBlock
from .media import DownloadBlock, PictureBlock
from .module import TextbausteinBlock
from .people import ContactBlock, LogosBlock
from .prose import CalloutBlock, QuoteBlock, TextBlock
from .ways_on import CallToActionBlock, GoodPracticeBlock


class ProseStreamBlock(blocks.StreamBlock):
    """A stream whose running text stands together in `.prose`, other blocks beside it.

    Its pieces are children of what includes it: a `.stack`.
    """

    class Meta:
        template = "textbausteine/blocks/stream.html"

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context=parent_context)
        context["pieces"] = [
            (is_prose, list(children)) for is_prose, children in groupby(value, key=_is_prose)
        ]
        return context


def _is_prose(child) -> bool:
    return getattr(child.block.meta, "in_prose", False)


class ModuleBlocks(ProseStreamBlock):
    """What a text module may be made of: nothing that belongs to one town."""

    text = TextBlock()
    callout = CalloutBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    offers = OffersBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    download = DownloadBlock()
    call_to_action = CallToActionBlock()
    good_practice = GoodPracticeBlock()

    class Meta:
        label = _("Text")


class EasyBlocks(ProseStreamBlock):
    """What a version in Leichte Sprache is made of: short texts, pictures, what to do."""

    text = TextBlock()
    picture = PictureBlock()
    callout = CalloutBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    download = DownloadBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        label = _("Leichte Sprache")


class TextBlocks(ModuleBlocks):
    """What any page may be made of."""

    textbaustein = TextbausteinBlock()
    contact = ContactBlock()
    logos = LogosBlock()
