"""Pictures and files."""

from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model

from .base import MEDIA, PreviewedBlock
from .reading import PictureFieldBlock
from .shelf import DocumentFieldBlock

NO_BREAK_SPACE = "\xa0"


class PictureBlock(PreviewedBlock):
    """A picture with alternative text, caption and credit."""

    image = PictureFieldBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        max_length=250,
        required=False,
        label=_("Caption"),
        help_text=_("Author and licence are added from the picture itself."),
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        group = MEDIA
        description = _("A picture with alternative text, caption and credit.")
        template = "textbausteine/blocks/picture.html"
        preview_template = "textbausteine/blocks/previews/picture.html"
        preview_value = {"caption": "Zuhören, nachfragen, verabreden."}


class DownloadValue(blocks.StructValue):
    @property
    def label(self) -> str:
        return self["title"] or self["document"].title

    @property
    def facts(self) -> str:
        """Format, size, and whether everybody can read it: "PDF, 380 kB, barrierefrei"."""
        document = self["document"]
        facts = [document.file_extension.upper(), file_size(document.get_file_size())]
        if hasattr(document, "is_accessible"):
            facts.append(
                gettext("barrier-free") if document.is_accessible else gettext("not barrier-free")
            )
        return ", ".join(fact for fact in facts if fact)


class DownloadBlock(PreviewedBlock):
    """A document to take away."""

    document = DocumentFieldBlock(label=_("Document"))
    title = blocks.CharBlock(
        max_length=160,
        required=False,
        label=_("Title"),
        help_text=_("Empty: the document’s own title."),
    )

    class Meta:
        label = _("Infoblatt")
        icon = "download"
        group = MEDIA
        description = _("A document to download. Format, size and accessibility are shown.")
        value_class = DownloadValue
        template = "textbausteine/blocks/download.html"

    def get_preview_value(self) -> DownloadValue:
        document = get_document_model()(pk=0, title="", file="infoblatt.pdf", file_size=380_000)
        document.is_accessible = True
        return self.normalize(
            {"document": document, "title": "Infoblatt „Klimaschutz lokal stärken“"}
        )


def file_size(size: int | None) -> str:
    """Bytes in words, decimal units, German comma: "380 kB", "1,2 MB"; "" if nobody knows."""
    if not size:
        return ""
    if size < 1000:
        return f"{size}{NO_BREAK_SPACE}Byte"
    if size < 999_500:
        return f"{round(size / 1000)}{NO_BREAK_SPACE}kB"
    return f"{localize(round(size / 1_000_000, 1))}{NO_BREAK_SPACE}MB"
