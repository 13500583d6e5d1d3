"""Numbers beside each tenant of the operator's list: a few queries for a page of the list."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Left
from wagtail.query import PageQuerySet

from kommunen.models import Kommune
from kommunen.registry import town_figures

CHUNK = 200  # tenants whose figures are fetched together


def attribute_of(name: str) -> str:
    """Where `with_figures` leaves the figure of this name."""
    return f"figure_{name}"


def with_figures(kommunen: Iterable[Kommune]) -> Iterator[Kommune]:
    """Note at each tenant what the floors have counted for it, `CHUNK` tenants at a time."""
    for some in _chunks(kommunen):
        for figure in town_figures:
            numbers = figure.count(some)
            for kommune in some:
                setattr(kommune, attribute_of(figure.name), numbers.get(kommune.pk, 0))
        yield from some


def count_by_tenant(pages: PageQuerySet, kommunen: Sequence[Kommune]) -> dict[int, int]:
    """How many of the pages stand in the tree of each tenant.

    Args:
        kommunen: With `site__root_page` at hand.

    Returns:
        Key of the tenant → number; tenants without such a page are left out. One query for each
        depth at which start pages stand, so nearly always one.
    """
    keys = {kommune.site.root_page.path: kommune.pk for kommune in kommunen}
    numbers: dict[int, int] = {}
    for length in {len(path) for path in keys}:
        paths = [path for path in keys if len(path) == length]
        below = reduce(or_, (Q(path__startswith=path) for path in paths))
        counted = (
            pages.filter(below)
            .order_by()
            .annotate(start=Left(F("path"), Value(length)))
            .values_list("start")
            .annotate(Count("pk"))
        )
        numbers |= {keys[path]: number for path, number in counted if path in keys}
    return numbers


def _chunks(kommunen: Iterable[Kommune]) -> Iterator[list[Kommune]]:
    left = iter(kommunen)
    while some := list(islice(left, CHUNK)):
        yield some
