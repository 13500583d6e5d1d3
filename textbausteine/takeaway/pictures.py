"""The pictures that leave the house with a text: those whose rights have not ended."""

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from django.db.models import Model
from django.utils import timezone
from wagtail import blocks
from wagtail.images import get_image_model

from kommunen.models import Kommune
from textbausteine.models import Textbaustein
from textbausteine.pictures import pictures_in
from textbausteine.versions import VERSIONS


def pictures_of(text: Textbaustein) -> Iterator[Model]:
    """Of all versions, in the order they stand there; the same one may come twice."""
    for version in VERSIONS:
        value = getattr(text, version.field)
        if isinstance(value, blocks.StreamValue):
            yield from pictures_in(value)


def rights_have_ended(picture: Model) -> bool:
    until = getattr(picture, "rights_until", None)
    return bool(until and until < timezone.localdate())


def by_address(texts: Iterable[Textbaustein], kommune: Kommune) -> dict[str, Model]:
    """Whole address of each size → its picture, once the texts have been laid out. One query."""
    pictures = {each.pk: each for text in texts for each in pictures_of(text)}
    free = [each for each in pictures.values() if not rights_have_ended(each)]
    sizes = get_image_model().get_rendition_model().objects.filter(image__in=free)
    root = f"{kommune.root_url}/"
    return {urljoin(root, size.url): pictures[size.image_id] for size in sizes}
