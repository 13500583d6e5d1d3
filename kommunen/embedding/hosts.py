"""Hosts that may embed: a town asks, the operator allows. Only the operator's yes opens a frame."""

from collections.abc import Sequence

from django.db import transaction

from kommunen.models import EmbedHost, EmbedHostWish, Kommune


@transaction.atomic
def allow(wish: EmbedHostWish) -> EmbedHost:
    """Turn a wish into a host that may embed."""
    host, _created = EmbedHost.objects.get_or_create(kommune=wish.kommune, origin=wish.origin)
    wish.delete()
    return host


def wishes_of(kommunen: Sequence[Kommune]) -> dict[int, int]:
    """How many hosts each tenant is waiting for: a figure of the operator's list."""
    waiting = EmbedHostWish.objects.filter(kommune__in=kommunen).order_by()
    found: dict[int, int] = {}
    for pk in waiting.values_list("kommune", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found
