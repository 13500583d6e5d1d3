"""One import under way: which thing of the archive has become which row, and what to tell."""

from collections.abc import Callable
from typing import Any

from django.core.files.storage import Storage
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page

from kommunen.models import Kommune

from .form import CENTRAL, BadArchive
from .reading import ArchiveReader

Tell = Callable[[str], None]


class Arrival:
    """Rows are made first, and finished when all are there: they name each other."""

    def __init__(
        self,
        kommune: Kommune,
        reader: ArchiveReader,
        tell: Tell = lambda step: None,
        *,
        takes_hosts: bool = False,
    ):
        self.kommune, self.reader, self.tell = kommune, reader, tell
        self.takes_hosts = takes_hosts  # aliases and hosts that may embed, too
        self.rows: list[dict[str, str]] = []  # of the report
        self.saved_files: list[tuple[Storage, str]] = []
        self._found: dict[str, tuple[type[models.Model], Any]] = {}
        self._later: list[Callable[[], None]] = []

    def keep(self, name: str, thing: models.Model) -> None:
        """Remember which row a name stands for.

        Raises:
            BadArchive: two things have the same name.
        """
        if name in self._found:
            raise BadArchive(name, _("Two things in the archive have this name."))
        self._found[name] = (type(thing), thing.pk)

    def share(self, name: str, other: str) -> None:
        """Let `other` stand for the same row as `name`."""
        self._found[other] = self._found[name]

    def knows(self, name: str) -> bool:
        return name in self._found

    def key(self, name: str, model: type[models.Model], where: str) -> Any:
        """Key of the row that the name stands for; None for a central page that is not here.

        Raises:
            BadArchive: the archive has no such thing, or it is of another model.
        """
        if name not in self._found:
            if name.startswith(f"{CENTRAL}page:"):
                self.note(
                    where,
                    _("“%(name)s” does not exist here; the link was left out.") % {"name": name},
                )
                return None
            raise BadArchive(
                where, _("“%(name)s” is referred to, but not in the archive.") % {"name": name[:80]}
            )
        found, key = self._found[name]
        if not issubclass(found, model) and not (model is Page and issubclass(found, Page)):
            raise BadArchive(where, _("“%(name)s” does not belong here.") % {"name": name[:80]})
        return key

    def later(self, step: Callable[[], None]) -> None:
        """Do this when all rows are there, in the order in which it was asked for."""
        self._later.append(step)

    def finish(self) -> None:
        for number, step in enumerate(self._later, 1):
            step()
            if number % 50 == 0:
                self.tell(
                    _("%(number)s of %(all)s finished")
                    % {"number": number, "all": len(self._later)}
                )

    def note(self, where: str, message: str, state: str = "changed") -> None:
        self.rows.append({"where": where, "state": state, "message": message})

    def accept(self, where: str, message: str = "") -> None:
        self.note(where, message, state="new")
