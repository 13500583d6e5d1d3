"""What a tenant's content refers to by key: pictures, documents, people, categories, pages.

Pictures and documents are put in when they are first asked for.
"""

from pathlib import Path

from django.core.files.base import File
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from home.demo.content import HERE, Folder
from kommunen.look import artwork
from kommunen.models import Category, ContactPerson, Kommune, Supporter
from textbausteine.models import Textbaustein

AUTHOR = "MehrWert-Baukasten"
LICENCE = "eigene Zeichnung"


class Shelf:
    """Everything raises LookupError for a key that does not exist."""

    def __init__(self, folder: Folder, kommune: Kommune):
        self.kommune = kommune
        self._colour = folder.tenant["settings"]["brand_colour"].removeprefix("#")
        self._found: dict[tuple[str, str], Model] = {}
        self._add_people(folder)

    def picture(self, key: str) -> Model:
        """One of our scenes in the town's colour."""
        file = HERE / "pictures" / self._colour / f"{key}.png"
        return self._kept("picture", key, lambda: self._add_image(file, artwork.scene_alt(key)))

    def document(self, key: str) -> Model:
        return self._kept("document", key, lambda: self._add_document(key))

    def person(self, key: str) -> ContactPerson:
        return self._kept("person", key)

    def supporter(self, key: str) -> Supporter:
        return self._kept("supporter", key)

    def category(self, slug: str) -> Category:
        return self._kept("category", slug, lambda: Category.objects.get(site=None, slug=slug))

    def text(self, slug: str) -> Textbaustein:
        """The central text; a town's own version stands in for it by itself."""
        return self._kept("text", slug, lambda: Textbaustein.objects.get(site=None, slug=slug))

    def page(self, path: str) -> Page:
        """The page at this address of the tenant, e.g. "/gute-beispiele/" or "gute-beispiele"."""
        root = self.kommune.site.root_page
        url_path = root.url_path + "".join(f"{part}/" for part in path.split("/") if part)
        return self._kept("page", path, lambda: Page.objects.get(url_path=url_path))

    def _kept(self, kind: str, key: str, make=None) -> Model:
        if (kind, key) not in self._found:
            if make is None:
                raise LookupError(f"{self.kommune} has no {kind} {key!r}.")
            self._found[kind, key] = make()
        return self._found[kind, key]

    def _add_people(self, folder: Folder) -> None:
        site = self.kommune.site
        for row in folder.rows("people", "person"):
            key = row.pop("key")
            self._found["person", key] = ContactPerson.objects.create(site=site, **row)
        for row in folder.rows("people", "supporter"):
            key = row.pop("key")
            logo = self._add_image(
                HERE / "pictures" / "logos" / f"{key}.png",
                f"{row['name']}: Platzhalter für das Logo",
            )
            self._found["supporter", key] = Supporter.objects.create(site=site, logo=logo, **row)

    def _add_image(self, file: Path, alt: str) -> Model:
        with file.open("rb") as content:
            return get_image_model().objects.create(
                title=alt,
                description=alt,
                file=File(content, file.name),
                collection=self.kommune.collection,
                author=AUTHOR,
                licence=LICENCE,
            )

    def _add_document(self, key: str) -> Model:
        file = HERE / "documents" / f"{key}.pdf"
        with file.open("rb") as content:
            return get_document_model().objects.create(
                title="Beispiel-Infoblatt „Klimaschutz lokal stärken“",
                file=File(content, file.name),
                collection=self.kommune.collection,
                is_accessible=True,
                author=AUTHOR,
                licence="eigener Text",
            )
