"""What a visitor asks the map for: `?category=…&category=…&q=…&district=…&bbox=…`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from kommunen.geo import Bounds
from kommunen.models import Category

MAX_LETTERS = 100  # of a search; what comes after is left out


class BadFilter(ValueError):
    """A filter nobody can answer. Its text is one sentence for the visitor."""


@dataclass(frozen=True, slots=True)
class MapFilter:
    categories: tuple[Category, ...] = ()  # one of them is enough
    text: str = ""
    district: str = ""
    bounds: Bounds | None = None

    @classmethod
    def parse(cls, query: QueryDict, categories: Iterable[Category]) -> Self:
        """Read the filter from a query string; empty values count as not given.

        Args:
            categories: Those the town shows.

        Raises:
            BadFilter: an unknown category, or a `bbox` that is none.
        """
        known = {category.slug: category for category in categories}
        slugs = dict.fromkeys(filter(None, query.getlist("category")))
        if any(slug not in known for slug in slugs):
            raise BadFilter(_("There is no such kind of engagement on this map."))
        return cls(
            categories=tuple(known[slug] for slug in slugs),
            text=_line(query.get("q", "")),
            district=_line(query.get("district", "")),
            bounds=_bounds(query.get("bbox", "")),
        )

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return bool(self.categories or self.text or self.district or self.bounds)


def _line(text: str) -> str:
    """Without control characters and spare space."""
    printable = (sign if sign.isprintable() else " " for sign in text[:MAX_LETTERS])
    return " ".join("".join(printable).split())


def _bounds(text: str) -> Bounds | None:
    if not text:
        return None
    try:
        return Bounds.parse(text)
    except ValueError as error:
        raise BadFilter(_("This part of the map cannot be shown.")) from error
