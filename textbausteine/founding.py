"""What every new town has of the texts: the page that lists them."""

from kommunen.lifecycle.founding import NewTown
from kommunen.registry import TownPart

from .models import TextsPage


def _build(town: NewTown) -> None:
    # Titles are content, so they are in the language of the site.
    town.publish(TextsPage(title="Gut zu wissen", slug="gut-zu-wissen", show_in_menus=True))


TEXTS_PART = TownPart(rank=40, build=_build)
