"""The entries of a town's map, slim: what list, markers and GeoJSON have in common.

List, map and open data come from `found_entries`, so that they always show the same set.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from kommunen.geo import Point
from kommunen.models import Category, Kommune

from .filters import MapFilter
from .models.initiative import InitiativePage

MAP_SLUG = "mitmachkarte"  # of the page with the map, on every town's host


@dataclass(frozen=True)
class Entry:
    """One initiative. The first fields are columns, in the order of `COLUMNS`."""

    pk: int
    slug: str
    name: str
    summary: str
    district: str
    when: str
    wanted: str
    is_everywhere: bool
    lat: Decimal | None
    lon: Decimal | None
    updated: datetime
    confirmed: date | None
    categories: tuple[Category, ...] = ()

    @property
    def path(self) -> str:
        """Address of its page on the town's host."""
        return map_path() + self.step

    @property
    def step(self) -> str:
        """What its address adds to the map's; writing out the map's takes longer than all else."""
        return iri_to_uri(f"{self.slug}/")

    @property
    def point(self) -> Point | None:
        if self.is_everywhere or self.lat is None or self.lon is None:
            return None
        return Point(lat=float(self.lat), lon=float(self.lon))

    @property
    def category(self) -> Category | None:
        """The one whose colour and sign it wears."""
        return self.categories[0] if self.categories else None

    @cached_property
    def searched_text(self) -> str:
        names = (category.name for category in self.categories)
        return folded(" ".join((self.name, self.summary, self.district, self.wanted, *names)))


COLUMNS = (
    "pk",
    "slug",
    "title",
    "summary",
    "district",
    "when",
    "wanted",
    "is_everywhere",
    "lat",
    "lon",
    "last_published_at",
    "status__confirmed_on",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a visitor asked for, and what there is."""

    categories: list[Category]  # all that the town shows
    wanted: MapFilter
    entries: list[Entry]  # by name


def select(kommune: Kommune, query: QueryDict) -> Selection:
    """Read the filter and find the entries, in three queries at most.

    Raises:
        BadFilter: with one sentence for the visitor.
    """
    categories = list(Category.objects.visible_to(kommune))
    wanted = MapFilter.parse(query, categories)
    return Selection(categories, wanted, found_entries(kommune, wanted, categories))


def found_entries(kommune: Kommune, wanted: MapFilter, categories: list[Category]) -> list[Entry]:
    """The town's public initiatives that fit the filter, by name.

    Args:
        categories: Those the town shows; others are not named.
    """
    pages = InitiativePage.objects.in_town(kommune).visible()
    if wanted.categories:
        pages = pages.of_categories(wanted.categories)
    if wanted.bounds:
        pages = pages.within(wanted.bounds)
    if wanted.district:
        pages = pages.filter(district=wanted.district)
    rows = list(pages.values_list(*COLUMNS))
    signs = _categories_of([row[0] for row in rows], categories)
    entries = [Entry(*row, categories=signs.get(row[0], ())) for row in rows]
    words = folded(wanted.text).split()
    found = [each for each in entries if all(word in each.searched_text for word in words)]
    return sorted(found, key=lambda each: (folded(each.name), each.pk))


def districts_of(kommune: Kommune) -> list[str]:
    """Districts in which there is an initiative, by name."""
    pages = InitiativePage.objects.in_town(kommune).visible().exclude(district="")
    return sorted(set(pages.values_list("district", flat=True)), key=folded)


def map_path() -> str:
    """Address of the page with the map, on each town's host."""
    return reverse("wagtail_serve", args=[f"{MAP_SLUG}/"])


def folded(text: str) -> str:
    """For comparing as people do: no case, no accents; "ß" is "ss", "ä" is "a"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _categories_of(pks: list[int], shown: list[Category]) -> dict[int, tuple[Category, ...]]:
    """The shown categories of each initiative, in their own order."""
    rank = {category.pk: place for place, category in enumerate(shown)}
    through = InitiativePage.categories.through.objects.filter(initiativepage__in=pks)
    carried = defaultdict(list)
    for page, category in through.values_list("initiativepage", "category"):
        if category in rank:
            carried[page].append(rank[category])
    return {page: tuple(shown[place] for place in sorted(own)) for page, own in carried.items()}
