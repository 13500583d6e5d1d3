"""What goes along with a text, in the side column of a content page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from textbausteine.blocks import (
    CalloutBlock,
    CallToActionBlock,
    ContactBlock,
    DownloadBlock,
    PreviewedBlock,
    ProseStreamBlock,
)


class TakeAwayBlock(PreviewedBlock):
    """Files under a common heading."""

    heading = blocks.CharBlock(max_length=120, default="Zum Mitnehmen", label=_("Heading"))
    downloads = blocks.ListBlock(DownloadBlock(), min_num=1, max_num=10, label=_("Files"))

    class Meta:
        label = _("Files to take away")
        icon = "download"
        group = _("Pictures and files")
        description = _("One or more files under a heading.")
        template = "home/blocks/take_away.html"

    def get_preview_value(self) -> blocks.StructValue:
        download = self.child_blocks["downloads"].child_block.get_preview_value()
        return self.normalize({"heading": "Zum Mitnehmen", "downloads": [download]})


class AsideBlocks(ProseStreamBlock):
    take_away = TakeAwayBlock()
    callout = CalloutBlock()
    contact = ContactBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        label = _("Side column")
