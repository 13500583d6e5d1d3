"""Pictures and documents with what the law asks for: author, licence, source, end of the rights.

Each file lies in a folder named after its tenant, so that serving it needs no look-up.
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Collection
from wagtail.search import index


def tenant_folder(collection: Collection) -> str:
    """Folder of the tenant that owns the collection: "kommune-7", or "shared" if none does."""
    kommune = getattr(collection, "kommune", None)
    return f"kommune-{kommune.pk}" if kommune else "shared"


def document_path(document: "Document", filename: str) -> str:
    return f"{tenant_folder(document.collection)}/documents/{filename}"


class MediaRights(models.Model):
    """Where a file comes from and how long it may be shown."""

    author = models.CharField(_("author"), max_length=160, blank=True)
    licence = models.CharField(
        _("licence"), max_length=120, blank=True, help_text=_("E.g. “CC BY 4.0” or “own picture”.")
    )
    source = models.CharField(_("source"), max_length=255, blank=True)
    rights_until = models.DateField(
        _("rights until"), null=True, blank=True, help_text=_("Empty: no end is known.")
    )

    class Meta:
        abstract = True

    @property
    def credit(self) -> str:
        """Author and licence in one line, e.g. "Ada Beispiel, CC BY 4.0"; may be empty."""
        return ", ".join(part for part in (self.author, self.licence) if part)


class Image(MediaRights, AbstractImage):
    tenant_path = "collection__kommune__site"

    # As Wagtail's own, but for the reverse names: its unused models have taken those.
    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="kommunen_images")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("uploaded by user"),
    )
    is_decorative = models.BooleanField(
        _("decorative only"),
        default=False,
        help_text=_("Says nothing that the text does not say. Screen readers then skip it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "author",
        "licence",
        "source",
        "rights_until",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields = [
        *AbstractImage.search_fields,
        # The chooser looks for words among the pictures of a tag.
        index.RelatedFields("tags", [index.FilterField("name")]),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def __str__(self) -> str:
        return self.title

    def get_upload_to(self, filename: str) -> str:
        return str(PurePosixPath(tenant_folder(self.collection)) / super().get_upload_to(filename))


class Rendition(AbstractRendition):
    tenant_path = "image__collection__kommune__site"
    is_shown_on_pages = False

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        folder = tenant_folder(self.image.collection)
        return str(PurePosixPath(folder) / super().get_upload_to(filename))


class Document(MediaRights, AbstractDocument):
    tenant_path = "collection__kommune__site"

    # As Wagtail's own, but for the reverse names: its unused models have taken those.
    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="kommunen_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("uploaded by user"),
    )
    file = models.FileField(upload_to=document_path, verbose_name=_("file"))
    is_accessible = models.BooleanField(
        _("barrier-free"),
        default=False,
        help_text=_("Tagged headings, alternative texts, reading order: checked by you."),
    )

    admin_form_fields = (
        "title",
        "file",
        "is_accessible",
        "author",
        "licence",
        "source",
        "rights_until",
        "collection",
        "tags",
    )

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def __str__(self) -> str:
        return self.title
