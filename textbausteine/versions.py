"""The versions of a text: one for each purpose, each optional, each findable as missing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .models import Textbaustein

Texts = TypeVar("Texts", bound=QuerySet)


@dataclass(frozen=True, slots=True)
class Version:
    kind: str  # as open data name it
    field: str  # of `Textbaustein`
    label: str | Promise
    empty: str | list = ""

    def missing_in(self, texts: Texts) -> Texts:
        return texts.filter(**{self.field: self.empty})

    def is_in(self, text: "Textbaustein") -> bool:
        return bool(getattr(text, self.field))


VERSIONS = (
    Version("standard", "body", _("Standard"), []),
    Version("short", "teaser", _("Short (teaser)")),
    Version("social", "social", _("Social media")),
    Version("press", "press", _("Press")),
    Version("newsletter", "newsletter", _("Newsletter")),
    Version("easy", "easy", _("Leichte Sprache"), []),
)
BY_KIND = {version.kind: version for version in VERSIONS}
