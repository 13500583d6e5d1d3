"""Initiatives on a map."""

from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MitmachkarteConfig(AppConfig):
    name = "mitmachkarte"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Mitmachkarte")

    def ready(self) -> None:
        from inbox.submissions.kinds import submission_kinds
        from kommunen.registry import (
            DueJob,
            Placeholder,
            Shareable,
            ThingName,
            TownFigure,
            TownPart,
            due_jobs,
            embed_kinds,
            left_out,
            placeholders,
            portable_parts,
            reviewed,
            reviewed_views,
            shareables,
            thing_names,
            town_figures,
            town_parts,
        )

        from . import entries, portable, town
        from .embeds import MAP_EMBED
        from .freshness import loop
        from .models import InitiativeImport
        from .selfcare import care
        from .selfcare.kinds import KINDS

        for part in portable.parts():
            portable_parts.register(part)
        for each in portable.LEFT_OUT:
            left_out.register(each)

        shareables.register(
            Shareable(
                entries.SHARED_AS,
                _("All initiatives"),
                "mitmachkarte.InitiativePage",
                hidden=Q(status__hidden_at__isnull=False),
            )
        )
        due_jobs.register(DueJob("initiatives-fresh", loop.run))
        due_jobs.register(DueJob("proposals-published", care.greet_published))
        for kind in KINDS:
            submission_kinds.register(kind)
        embed_kinds.register(MAP_EMBED)
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
        placeholders.register(
            Placeholder(
                "initiative_vorschlagen",
                _("Link to the form for new initiatives"),
                town.proposal_address,
                is_link=True,
                link_text=_("propose an initiative"),
            )
        )
        due_jobs.register(DueJob("initiative-imports", InitiativeImport.objects.forget))
        for view in reviewed(
            "mitmachkarte_transfer",
            "index show undo export places",
            "who may add to the map of the host's town; imports are looked up in that town",
        ):
            reviewed_views.register(view)
        for view in reviewed(
            "initiatives",
            "index index_results choose_parent",
            "core keeps to explorable pages and parents",
        ):
            reviewed_views.register(view)
