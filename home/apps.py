"""Top floor: the pages that compose all blocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from home import founding
        from kommunen.registry import ThingName, TownPart, thing_names, town_parts

        thing_names.register(
            ThingName("home.newspage", pgettext_lazy("accusative", "the news item"))
        )
        town_parts.register(TownPart(rank=0, build=founding.fill_start_page))
        town_parts.register(TownPart(rank=80, build=founding.add_news))
        town_parts.register(TownPart(rank=90, build=founding.add_legal_pages))
