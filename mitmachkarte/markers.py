"""What a map of thousands needs first: where the markers stand and what kind they are.

Columns of whole numbers instead of rows, each number as the step from the one before: a tenth of
the GeoJSON once it is compressed. Names come on demand, for what is in view.
"""

from collections.abc import Iterable
from itertools import pairwise

from django.db.models import FloatField, IntegerField
from django.db.models.functions import Cast, Round
from django.http import QueryDict

from kommunen.models import Category, Kommune
from kommunen.sharing.sources import sources_of

from .entries import SHARED_AS, Selection, map_path, narrowed, select, with_homes
from .filters import MapFilter
from .models import InitiativePage
from .queries import InitiativeQuerySet

SCALE = 100_000  # steps in a degree, about 1 m on the ground
NO_KIND = -1
MOST_NAMES = 250  # names in one answer; no screen shows more signs


def columns(kommune: Kommune, query: QueryDict, categories: list[Category]) -> dict[str, list[int]]:
    """Keys, longitudes, latitudes and kinds of all entries of the filter that have a place.

    Kinds are places in `categories`, -1 for none; all the others steps from the one before.

    Raises:
        BadFilter: with one sentence for the visitor.
    """
    wanted = MapFilter.parse(query, categories)
    sources = sources_of(kommune, SHARED_AS)
    if wanted.needs_words or sources:
        rows = _rows_of_entries(select(kommune, query), categories)
    else:
        rows = _rows(narrowed(kommune, wanted, sources), categories)
    keys, lons, lats, kinds = zip(*rows, strict=True) if rows else ((), (), (), ())
    return {"ids": _steps(keys), "lon": _steps(lons), "lat": _steps(lats), "kinds": list(kinds)}


def names(kommune: Kommune, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Name and address, from the map's, of those of these entries that the town shows."""
    sources = sources_of(kommune, SHARED_AS)
    found = InitiativePage.objects.shown_by(kommune, sources).visible()
    rows = found.filter(pk__in=list(keys)[:MOST_NAMES]).values_list("pk", "path", "title", "slug")
    shown = with_homes(rows, kommune, sources)
    return {
        pk: (title, f"{home.root_url}{map_path()}{slug}/" if home else f"{slug}/")
        for (pk, _path, title, slug), home in shown
    }


def _rows(pages: InitiativeQuerySet, categories: list[Category]) -> list[tuple[int, int, int, int]]:
    """Two queries, and no decimal number is made on the way."""
    pages = pages.filter(is_everywhere=False, lat__isnull=False, lon__isnull=False).order_by()
    rank = {category.pk: place for place, category in enumerate(categories)}
    first: dict[int, int] = {}
    through = InitiativePage.categories.through.objects.filter(
        initiativepage__in=pages.values("pk")
    )
    for page, category, parent in through.values_list(
        "initiativepage", "category", "category__parent"
    ):
        place = rank.get(category, rank.get(parent, NO_KIND))
        if place != NO_KIND and place < first.get(page, len(rank)):
            first[page] = place
    places = pages.order_by("pk").values_list("pk", _whole("lon"), _whole("lat"))
    return [(pk, lon, lat, first.get(pk, NO_KIND)) for pk, lon, lat in places]


def _rows_of_entries(
    selection: Selection, categories: list[Category]
) -> list[tuple[int, int, int, int]]:
    """For filters that only the words of the entries answer, and for other towns' entries."""
    rank = {category.pk: place for place, category in enumerate(categories)}
    rows = [
        (
            entry.pk,
            round(entry.point.lon * SCALE),
            round(entry.point.lat * SCALE),
            rank[entry.category.pk] if entry.category else NO_KIND,
        )
        for entry in selection.entries
        if entry.point
    ]
    return sorted(rows)


def _whole(field: str) -> Cast:
    return Cast(Round(Cast(field, FloatField()) * SCALE), IntegerField())


def _steps(numbers: tuple[int, ...]) -> list[int]:
    return [*numbers[:1], *(after - before for before, after in pairwise(numbers))]
