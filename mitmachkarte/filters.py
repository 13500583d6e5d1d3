"""What a visitor asks the map for. Each word of the address has one field of `MapFilter`.

`category` (repeatable), `q`, `town` (a host), `district`, `bbox`, `near` or `place` with `radius`,
`weekday` (repeatable), `language`, and the switches `step_free`, `free`,
`helpers`, `everywhere` (`=1`); `sort` orders.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kommunen.geo import Bounds, Point
from kommunen.models import Category

from .weekdays import DIGITS, digits_of

MAX_LETTERS = 100  # of a search; what comes after is left out
RADII = range(100, 20_001)  # metres
USUAL_RADIUS = 1000  # a quarter of an hour on foot
ON = "1"


class BadFilter(ValueError):
    """A filter nobody can answer. Its text is one sentence for the visitor."""


class Sort(models.TextChoices):
    NAME = "name", pgettext_lazy("order", "by name")
    DISTANCE = "distance", pgettext_lazy("order", "nearest first")
    NEW = "new", pgettext_lazy("order", "newest first")


@dataclass(frozen=True, slots=True)
class MapFilter:
    categories: tuple[Category, ...] = ()  # one of them is enough, or one that belongs to it
    text: str = ""
    town: str = ""  # host of the town whose entries are wanted, where several are shown
    district: str = ""
    bounds: Bounds | None = None
    near: Point | None = None
    radius: int = USUAL_RADIUS  # metres; counts only with `near`
    place: str = ""  # name of the place from which to look; `near` comes before it
    weekdays: str = ""  # digits; one of them is enough
    language: str = ""
    is_step_free: bool = False
    is_free: bool = False
    wants_helpers: bool = False
    is_everywhere: bool = False
    asked_sort: str = ""

    @classmethod
    def parse(cls, query: QueryDict, categories: Iterable[Category]) -> Self:
        """Read the filter from a query string; empty values count as not given.

        A switch that is not `1` is off, and an order nobody knows is the usual one.

        Args:
            categories: Those the town shows.

        Raises:
            BadFilter: an unknown category or day, a `bbox`, `near` or `radius` that is none.
        """
        known = {category.slug: category for category in categories}
        slugs = dict.fromkeys(filter(None, query.getlist("category")))
        if any(slug not in known for slug in slugs):
            raise BadFilter(_("There is no such kind of engagement on this map."))
        return cls(
            categories=tuple(known[slug] for slug in slugs),
            text=_line(query.get("q", "")),
            town=_line(query.get("town", "")).lower(),
            district=_line(query.get("district", "")),
            bounds=_bounds(query.get("bbox", "")),
            near=_point(query.get("near", "")),
            radius=_radius(query.get("radius", "")),
            place=_line(query.get("place", "")),
            weekdays=_weekdays(query.getlist("weekday")),
            language=_line(query.get("language", "")),
            is_step_free=query.get("step_free") == ON,
            is_free=query.get("free") == ON,
            wants_helpers=query.get("helpers") == ON,
            is_everywhere=query.get("everywhere") == ON,
            asked_sort=query.get("sort", "") if query.get("sort") in Sort.values else "",
        )

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return bool(
            self.categories
            or self.text
            or self.bounds
            or self.near
            or self.place
            or self.number_of_details
        )

    @property
    def needs_words(self) -> bool:
        """Whether only a look at the entries themselves can answer it, not the database alone."""
        return bool(self.text or self.language or self.near or self.place or self.town)

    @property
    def number_of_details(self) -> int:
        """How many of the filters are used that stand behind “more filters”."""
        details = (
            self.town,
            self.district,
            self.weekdays,
            self.language,
            self.is_step_free,
            self.is_free,
            self.wants_helpers,
            self.is_everywhere,
        )
        return sum(map(bool, details))

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Orders to choose from, with the usual one as no choice."""
        by_place = [(Sort.DISTANCE.value, Sort.DISTANCE.label)] if self.near else []
        usual = by_place[0][1] if by_place else Sort.NAME.label
        others = [(Sort.NAME.value, Sort.NAME.label)] if self.near else []
        return [("", usual), *others, (Sort.NEW.value, Sort.NEW.label)]

    @property
    def sort(self) -> Sort:
        """The order: without a wish the nearest come first where there is a place to start from."""
        if self.asked_sort == Sort.DISTANCE and self.near is None:
            return Sort.NAME
        usual = Sort.DISTANCE if self.near else Sort.NAME
        return Sort(self.asked_sort or usual)


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


def _point(text: str) -> Point | None:
    if not text:
        return None
    try:
        return Point.parse(text)
    except ValueError as error:
        raise BadFilter(_("Nobody can find the place from which you want to look.")) from error


def _radius(text: str) -> int:
    if not text:
        return USUAL_RADIUS
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) in RADII):
        raise BadFilter(_("A circle on the map may have 100 to 20,000 metres."))
    return int(text)


def _weekdays(asked: list[str]) -> str:
    days = [day for day in asked if day]
    if any(day not in DIGITS or len(day) > 1 for day in days):
        raise BadFilter(_("The days of the week are 1 for Monday to 7 for Sunday."))
    return digits_of(days)
