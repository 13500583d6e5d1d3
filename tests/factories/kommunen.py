"""Rows of the ground floor."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from kommunen.models import ContactPerson, Kommune


def contact_person(kommune: Kommune | None, name: str = "Ada Beispiel", **fields) -> ContactPerson:
    """A contact person of a town, or a central one for `None`."""
    return ContactPerson.objects.create(site=kommune and kommune.site, name=name, **fields)


def image(kommune: Kommune, title: str = "Beet", **fields):
    """A small green picture in the town's collection."""
    data = BytesIO()
    Picture.new("RGB", (640, 400), "#14613e").save(data, "PNG")
    return get_image_model().objects.create(
        title=title,
        file=ContentFile(data.getvalue(), f"{title.lower()}.png"),
        collection=kommune.collection,
        **fields,
    )


def document(kommune: Kommune, title: str = "Infoblatt", **fields):
    """A tiny PDF in the town's collection."""
    return get_document_model().objects.create(
        title=title,
        file=ContentFile(b"%PDF-1.4 Beispiel", f"{title.lower()}.pdf"),
        collection=kommune.collection,
        **fields,
    )
