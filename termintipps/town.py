"""What this app gives to every town: its list of events, and the address of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from kommunen.models import Kommune
from termintipps.models import Occurrence, TermintippsPage

if TYPE_CHECKING:
    from kommunen.lifecycle.founding import NewTown

# Content, not interface: what an editor of the town would write, so it is German.
LEAD = (
    "Was {where} für Klima und Nachbarschaft los ist. "
    "Kommen Sie dazu\N{NO-BREAK SPACE}– meist genügt es, da zu sein."
)


def build_overview(town: "NewTown") -> None:
    """Put an empty list below a new town's start page. The central site has none."""
    if town.kommune.is_central:
        return
    town.publish(
        TermintippsPage(
            title="Termintipps",
            slug=TermintippsPage.reserved_slug,
            show_in_menus=True,
            lead=LEAD.format(where=town.kommune.whereabouts),
        )
    )


def count_upcoming(kommunen: Sequence[Kommune]) -> dict[int, int]:
    """Events with a public date ahead of each tenant, by its key."""
    keys = {kommune.site_id: kommune.pk for kommune in kommunen}
    ahead = Occurrence.objects.filter(site__in=keys, is_public=True, ends_at__gt=timezone.now())
    counted = ahead.order_by().values_list("site").annotate(Count("event", distinct=True))
    return {keys[site]: number for site, number in counted}


def address(kommune: Kommune) -> str:
    """The central site has no events of its own: its start page leads to those of the towns."""
    own = "" if kommune.is_central else f"{TermintippsPage.reserved_slug}/"
    return reverse("wagtail_serve", args=[own])
