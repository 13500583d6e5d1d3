"""Initiatives on a map."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MitmachkarteConfig(AppConfig):
    name = "mitmachkarte"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Mitmachkarte")

    def ready(self) -> None:
        from kommunen.registry import (
            Placeholder,
            ThingName,
            TownFigure,
            TownPart,
            placeholders,
            reviewed,
            reviewed_views,
            thing_names,
            town_figures,
            town_parts,
        )

        from . import town

        town_parts.register(TownPart(rank=20, build=town.build_map_page))
        thing_names.register(
            ThingName("mitmachkarte.initiativepage", pgettext_lazy("accusative", "the initiative"))
        )
        town_figures.register(
            TownFigure(10, "initiatives", _("Initiatives"), town.count_initiatives)
        )
        placeholders.register(
            Placeholder(
                "anzahl_initiativen", _("Number of initiatives"), town.number_of_initiatives
            )
        )
        placeholders.register(
            Placeholder(
                "mitmachkarte",
                _("Link to the Mitmachkarte"),
                town.map_address,
                is_link=True,
                link_text=_("Mitmachkarte"),
            )
        )
        for view in reviewed(
            "initiatives",
            "index index_results choose_parent",
            "core keeps to explorable pages and parents",
        ):
            reviewed_views.register(view)
