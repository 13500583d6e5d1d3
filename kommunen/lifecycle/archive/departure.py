"""One export under way: how each thing is named, and what of the centre has to go along."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from kommunen.lifecycle.belongings import rows_of
from kommunen.models import Kommune, TenantModel

from .form import CENTRAL, kind_of
from .writing import ArchiveWriter

Tell = Callable[[str], None]
SUFFIX_LENGTH = 12  # characters of a file's ending, dot included


class Departure:
    """Names are worked out once for each kind: pages by path, rows by slug, others by number."""

    def __init__(self, kommune: Kommune, writer: ArchiveWriter, tell: Tell = lambda step: None):
        self.kommune, self.writer, self.tell = kommune, writer, tell
        self.centre = (
            None
            if kommune.is_central
            else Kommune.objects.complete().filter(kind=Kommune.Kind.ZENTRALE).first()
        )
        self.counts: dict[str, int] = {}
        self.notes: list[str] = []
        self.wanted: list[tuple[type[models.Model], Any, str]] = []  # of the centre, yet to write
        self._own: dict[str, dict[Any, str]] = {}
        self._central: dict[str, dict[Any, str]] = {}
        self._used: set[str] = set()
        self._asked_for: set[str] = set()

    def name(self, model: type[models.Model], pk: Any, *, where: str) -> str | None:
        """The thing's name; None for a thing that is neither the tenant's nor the centre's.

        Args:
            where: Where the reference stands, for the note about one that was left out.
        """
        kind = kind_of(model)
        if found := self.own_names(kind, model).get(_key(pk)):
            return found
        found = self._central_names(kind, model).get(_key(pk))
        if found is None:
            self.notes.append(
                _("%(where)s: a reference to something deleted or of another town was left out.")
                % {"where": where}
            )
            return None
        self._used.add(found)
        self._want(model, pk, found)
        return found

    def take_along(self, model: type[models.Model], rows: models.QuerySet) -> None:
        """Write these central rows too: citizens of the town see them, though it names none."""
        for pk in rows.values_list("pk", flat=True):
            if found := self._central_names(kind_of(model), model).get(_key(pk)):
                self._want(model, pk, found)

    def is_used(self, name: str) -> bool:
        """Whether the tenant's own content names this central thing, directly or by another."""
        return name in self._used

    def own_names(self, kind: str, model: type[models.Model]) -> dict[Any, str]:
        """Names of the tenant's things of a kind, by key."""
        if kind not in self._own:
            base = _base_of(model)
            self._own[kind] = _names(kind, base, rows_of(base, self.kommune), self.kommune, "")
        return self._own[kind]

    def add_file(self, kind: str, number: str, file: models.fields.files.FieldFile) -> str | None:
        """Copy an uploaded file into the archive; return its name there, None if it is gone."""
        stored = PurePosixPath(file.name)
        name = f"{slugify(stored.stem) or kind}{stored.suffix.lower()[:SUFFIX_LENGTH]}"
        path = f"media/{kind}/{number}/{name}"
        try:
            with file.storage.open(file.name) as source:
                self.writer.add_stream(path, source)
        except FileNotFoundError:
            self.notes.append(
                _("%(file)s is missing in the storage and was left out.") % {"file": file.name}
            )
            return None
        return path

    def count(self, kind: str, number: int = 1) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + number

    def _central_names(self, kind: str, model: type[models.Model]) -> dict[Any, str]:
        """Central rows are there even where nobody has founded a central site yet."""
        if self.kommune.is_central:
            return {}
        if kind not in self._central:
            base = _base_of(model)
            if issubclass(base, TenantModel):
                rows = base._base_manager.filter(site=None)
            else:
                rows = rows_of(base, self.centre) if self.centre else base.objects.none()
            self._central[kind] = _names(kind, base, rows, self.centre, CENTRAL)
        return self._central[kind]

    def _want(self, model: type[models.Model], pk: Any, name: str) -> None:
        if name not in self._asked_for:
            self._asked_for.add(name)
            self.wanted.append((_base_of(model), pk, name))


def _base_of(model: type[models.Model]) -> type[models.Model]:
    return Page if issubclass(model, Page) else model


def _key(pk: Any) -> str:
    return str(pk)


def _names(
    kind: str,
    model: type[models.Model],
    rows: models.QuerySet,
    kommune: Kommune | None,
    prefix: str,
) -> dict[str, str]:
    if model is Page:
        ids = _page_ids(rows.order_by("path"), kommune) if kommune else []
    elif "slug" in {field.name for field in model._meta.concrete_fields}:
        ids = list(rows.order_by("pk").values_list("pk", "slug"))
    else:
        keys = rows.order_by("pk").values_list("pk", flat=True)
        ids = [(pk, str(number)) for number, pk in enumerate(keys, 1)]
    return {_key(pk): f"{prefix}{kind}:{each}" for pk, each in ids}


def _page_ids(pages: models.QuerySet, kommune: Kommune) -> list[tuple[Any, str]]:
    """Paths below the start page, "/" for itself; a path that stands twice gets a number."""
    start = kommune.site.root_page.url_path
    taken: dict[str, int] = defaultdict(int)
    found = []
    for pk, url_path in pages.values_list("pk", "url_path"):
        path = url_path.removeprefix(start).strip("/") or "/"
        taken[path] += 1
        found.append((pk, path if taken[path] == 1 else f"{path}~{taken[path]}"))
    return found
