"""The entries of a town's map, slim: what list, markers and GeoJSON have in common.

List, map and open data come from `found_entries`, so that they always show the same set: the
town's own, and what other towns let it show (`kommunen.sharing`); those lead to their home.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from kommunen.geo import Bounds, Point, distance_m
from kommunen.models import Category, Kommune
from kommunen.sharing.sources import Home, Sources, sources_of
from kommunen.tree import Branch, branches_of

from .filters import MapFilter, Sort
from .folding import folded
from .models.initiative import InitiativePage
from .places.search import Spot, spots_named
from .queries import InitiativeQuerySet

SHARED_AS = "initiatives"  # name of the initiatives among what towns show of each other
MAP_SLUG = "mitmachkarte"  # of the page with the map, on every town's host


@dataclass(frozen=True)
class Entry:
    """One initiative. The first fields are columns, in the order of `COLUMNS`."""

    pk: int
    place_in_tree: str
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
    languages: str
    published: datetime | None  # for the first time
    categories: tuple[Category, ...] = ()
    home: Home | None = None  # the town whose it is, if it is another's
    metres: int | None = None  # from the place that was asked for

    @property
    def path(self) -> str:
        """Address of its page on its town's host."""
        return map_path() + self.step

    @property
    def step(self) -> str:
        """What its address adds to the map's; writing out the map's takes longer than all else."""
        return iri_to_uri(f"{self.slug}/")

    def url(self, root_url: str) -> str:
        """Its one address: on its home's host, else below `root_url`, which may be empty."""
        return (self.home.root_url if self.home else root_url) + self.path

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
        home = self.home.name if self.home else ""
        said = (self.name, self.summary, self.district, self.wanted, home, *names)
        return folded(" ".join(said))


COLUMNS = (
    "pk",
    "path",
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
    "languages",
    "first_published_at",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a visitor asked for, and what there is."""

    categories: list[Category]  # all that the town shows
    wanted: MapFilter
    entries: list[Entry]  # in the wanted order
    spots: tuple[Spot, ...] = ()  # places of the name that was asked for; the first one counts

    @property
    def is_place_unknown(self) -> bool:
        return bool(self.wanted.place) and not self.wanted.near

    @property
    def own(self) -> "Selection":
        """Without what other towns let this one show."""
        return replace(self, entries=[entry for entry in self.entries if not entry.home])

    @property
    def at_places(self) -> list[Entry]:
        """Those that are somewhere, also where nobody has set the pin yet."""
        return [entry for entry in self.entries if not entry.is_everywhere]

    @property
    def everywhere(self) -> list[Entry]:
        """Those without a fixed place: a list of their own."""
        return [entry for entry in self.entries if entry.is_everywhere]

    @property
    def branches(self) -> list[Branch]:
        return branches_of(self.categories)


def select(kommune: Kommune, query: QueryDict) -> Selection:
    """Read the filter and find the entries, in four queries, however many towns share.

    Two more look up a place's name. Where nobody knows it, nothing is near it.

    Raises:
        BadFilter: with one sentence for the visitor.
    """
    categories = list(Category.objects.visible_to(kommune))
    wanted = MapFilter.parse(query, categories)
    if not wanted.place or wanted.near:
        return Selection(categories, wanted, found_entries(kommune, wanted, categories))
    spots = tuple(spots_named(kommune, wanted.place))
    if not spots:
        return Selection(categories, wanted, [])
    wanted = replace(wanted, near=spots[0].point)
    return Selection(categories, wanted, found_entries(kommune, wanted, categories), spots)


def found_entries(kommune: Kommune, wanted: MapFilter, categories: list[Category]) -> list[Entry]:
    """The public initiatives that the town shows and that fit the filter, in its order.

    Args:
        categories: Those the town shows; others are not named.
    """
    sources = sources_of(kommune, SHARED_AS)
    rows = list(narrowed(kommune, wanted, sources).values_list(*COLUMNS))
    signs = _categories_of([row[0] for row in rows], categories)
    entries = [
        Entry(*row, categories=signs.get(row[0], ()), home=home)
        for row, home in with_homes(rows, kommune, sources)
    ]
    if wanted.town:
        own = kommune.site.hostname
        entries = [each for each in entries if _host_of(each, own) == wanted.town]
    if wanted.near:
        entries = [_measured(entry, wanted.near) for entry in entries]
    return _sorted([entry for entry in entries if _fits(entry, wanted)], wanted)


def narrowed(kommune: Kommune, wanted: MapFilter, sources: Sources) -> InitiativeQuerySet:
    """What the town shows in public, and of the filter what the database can answer."""
    pages = InitiativePage.objects.shown_by(kommune, sources).visible()
    if wanted.categories:
        pages = pages.of_categories(wanted.categories)
    if wanted.bounds:
        pages = pages.within(wanted.bounds)
    if wanted.near:
        pages = pages.within(Bounds.around(wanted.near, wanted.radius))
    if wanted.district:
        pages = pages.in_town(kommune).filter(district=wanted.district)  # a name of this town's
    if wanted.weekdays:
        pages = pages.on_days(wanted.weekdays)
    if wanted.is_step_free:
        pages = pages.filter(step_free=InitiativePage.StepFree.YES)
    if wanted.is_free:
        pages = pages.filter(is_free=True)
    if wanted.wants_helpers:
        pages = pages.exclude(wanted="")
    if wanted.is_everywhere:
        pages = pages.filter(is_everywhere=True)
    return pages


def _host_of(entry: Entry, own: str) -> str:
    return entry.home.host if entry.home else own


def _measured(entry: Entry, start: Point) -> Entry:
    return replace(entry, metres=round(distance_m(start, entry.point))) if entry.point else entry


def _fits(entry: Entry, wanted: MapFilter) -> bool:
    """What no database can say the same way as the others."""
    if wanted.near and (entry.metres is None or entry.metres > wanted.radius):
        return False
    if wanted.language and folded(wanted.language) not in map(folded, parts_of(entry.languages)):
        return False
    return all(word in entry.searched_text for word in folded(wanted.text).split())


def _sorted(entries: list[Entry], wanted: MapFilter) -> list[Entry]:
    by_name = sorted(entries, key=lambda entry: (folded(entry.name), entry.pk))
    if wanted.sort == Sort.NEW:
        return sorted(by_name, key=lambda entry: entry.published or entry.updated, reverse=True)
    if wanted.sort == Sort.DISTANCE:
        return sorted(by_name, key=lambda entry: entry.metres)
    return by_name


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be chosen in the filter besides categories: only what leads to something."""

    districts: list[str]  # of the own town: a neighbour may have one of the same name
    languages: list[str]
    towns: list[tuple[str, str]]  # host and name, the own first; empty if it shows its own alone


def offers_of(kommune: Kommune) -> Offers:
    """Districts, languages and towns of the entries that are shown, by name, in two queries."""
    sources = sources_of(kommune, SHARED_AS)
    own = Q(path__startswith=kommune.site.root_page.path)
    pages = InitiativePage.objects.shown_by(kommune, sources).visible().order_by()
    rows = list(
        pages.annotate(is_own=own).values_list("is_own", "district", "languages").distinct()
    )
    languages = {folded(name): name for _, _, names in rows for name in parts_of(names)}
    towns = [(home.host, home.name) for home in sources.homes]
    return Offers(
        districts=sorted({name for is_own, name, _ in rows if is_own and name}, key=folded),
        languages=sorted(languages.values(), key=folded),
        towns=[(kommune.site.hostname, kommune.name), *towns] if towns else [],
    )


def parts_of(languages: str) -> list[str]:
    """ "Deutsch, Türkisch" in parts."""
    return [name for part in languages.split(",") if (name := part.strip())]


def map_path() -> str:
    """Address of the page with the map, on each town's host."""
    return reverse("wagtail_serve", args=[f"{MAP_SLUG}/"])


def with_homes(
    rows: list[tuple], kommune: Kommune, sources: Sources
) -> Iterator[tuple[tuple, Home | None]]:
    """Each row with the other town whose it is; without those of a town that gives nothing."""
    own = kommune.site.root_page.path
    for row in rows:
        if not sources or row[1].startswith(own):
            yield row, None
        elif home := sources.home_of(row[1]):
            yield row, home


def _categories_of(pks: list[int], shown: list[Category]) -> dict[int, tuple[Category, ...]]:
    """The shown categories of each initiative, in their own order.

    For a category that is not shown here, hidden or another town's own, stands the one it is of.
    """
    rank = {category.pk: place for place, category in enumerate(shown)}
    through = InitiativePage.categories.through.objects.filter(initiativepage__in=pks)
    carried = defaultdict(set)
    for page, category, parent in through.values_list(
        "initiativepage", "category", "category__parent"
    ):
        place = rank.get(category, rank.get(parent))
        if place is not None:
            carried[page].add(place)
    return {page: tuple(shown[place] for place in sorted(own)) for page, own in carried.items()}
