"""What our blocks share: a preview in the town's look, and how they were called when they moved."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

PREVIEW_TEMPLATE = "textbausteine/block_preview.html"

# Headings in the editor's block picker.
TEXT = _("Text")
MEDIA = _("Pictures and files")
PEOPLE = _("People and partners")
WAYS_ON = _("Ways on")


class PreviewedBlock(blocks.StructBlock):
    """A block whose preview stands in the frame of the town one is working for.

    Its Meta may say `in_prose = True`: then it is part of the running text, else it stands beside.
    """

    class Meta:
        preview_template = PREVIEW_TEMPLATE
