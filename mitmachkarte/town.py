"""What this app gives to every town: its page with the map, and words for its texts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from kommunen.models import Kommune
from kommunen.naming import administration
from kommunen.oversight.figures import count_by_tenant

from .entries import MAP_SLUG, map_path
from .models import InitiativePage, MitmachkartePage

if TYPE_CHECKING:
    from kommunen.lifecycle.founding import NewTown

# Content, not interface: what an editor of the town would write, so it is German.
INTRO = "Wer {where} gärtnert, repariert, teilt und rettet – als Liste und auf der Karte."
CLOSING = (
    "<p>Schreiben Sie der {administration}, dann kommt Ihre Gruppe auf die Karte. "
    'Wie Sie sie erreichen, steht im <a href="{imprint}">Impressum</a>.</p>'
)


def build_map_page(town: "NewTown") -> None:
    """Put an empty map below a new town's start page. The central site has none."""
    kommune = town.kommune
    if kommune.is_central:
        return
    town.publish(
        MitmachkartePage(
            title="Mitmachkarte",
            slug=MAP_SLUG,
            show_in_menus=True,
            intro=INTRO.format(where=kommune.whereabouts),
            closing=CLOSING.format(
                administration=administration(kommune.kind), imprint="/impressum/"
            ),
        )
    )


def number_of_initiatives(kommune: Kommune) -> str:
    return str(InitiativePage.objects.in_town(kommune).visible().count())


def count_initiatives(kommunen: Sequence[Kommune]) -> dict[int, int]:
    """Visible initiatives of each tenant, by its key."""
    return count_by_tenant(InitiativePage.objects.visible(), kommunen)


def map_address(kommune: Kommune) -> str:
    """The central site has no map of its own: its start page leads to those of the towns."""
    return reverse("wagtail_serve", args=[""]) if kommune.is_central else map_path()


def proposal_address(kommune: Kommune) -> str:
    """Where citizens propose an initiative; the central site has no such form."""
    return "" if kommune.is_central else reverse("mitmachkarte:propose")
