"""Blocks of this app's own pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from textbausteine.blocks import (
    CalloutBlock,
    ChecklistBlock,
    DownloadBlock,
    PictureBlock,
    PreviewedBlock,
    ProseStreamBlock,
    QuoteBlock,
    TextBlock,
)


class InitiativeBlocks(ProseStreamBlock):
    """What an initiative tells about itself."""

    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    checklist = ChecklistBlock()
    callout = CalloutBlock()
    download = DownloadBlock()


class LinkBlock(PreviewedBlock):
    """A further page on the web."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(label=_("Address"), max_length=500)

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A further page on the web, for example a network or a page with photos.")
        preview_value = {"title": "Bundesweites Netzwerk", "url": "https://netzwerk.example/"}
