"""Kinds of engagement on their two levels."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from kommunen.models import Category


@dataclass(frozen=True, slots=True)
class Branch:
    """A kind with those that belong to it."""

    kind: Category
    finer: tuple[Category, ...] = ()


def branches_of(shown: Iterable[Category]) -> list[Branch]:
    """The shown kinds as a tree, in their order; who belongs to a hidden kind stands alone."""
    shown = list(shown)
    keys = {kind.pk for kind in shown}
    finer = defaultdict(list)
    for kind in shown:
        if kind.parent_id in keys:
            finer[kind.parent_id].append(kind)
    return [Branch(kind, tuple(finer[kind.pk])) for kind in shown if kind.parent_id not in keys]


def of_kinds(kinds: Iterable[Category]) -> Q:
    """Which rows between things and categories count when these kinds are asked for."""
    kinds = list(kinds)
    return Q(category__in=kinds) | Q(category__parent__in=kinds)
