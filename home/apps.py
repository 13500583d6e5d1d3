"""Top floor: the pages that compose all blocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from home import founding
        from kommunen.registry import TownPart, town_parts

        town_parts.register(TownPart(rank=0, build=founding.fill_start_page))
        town_parts.register(TownPart(rank=80, build=founding.add_news))
        town_parts.register(TownPart(rank=90, build=founding.add_legal_pages))
