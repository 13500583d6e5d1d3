"""Events and their dates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TermintippsConfig(AppConfig):
    name = "termintipps"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Termintipps")

    def ready(self) -> None:
        from inbox.submissions.kinds import submission_kinds
        from kommunen.desk.access import CHOOSER_VIEWS, SNIPPET_VIEWS
        from kommunen.registry import (
            CareWay,
            DueJob,
            Placeholder,
            ReviewedView,
            ThingName,
            TownFigure,
            TownPart,
            care_ways,
            due_jobs,
            embed_kinds,
            entry_sections,
            placeholders,
            portable_parts,
            reviewed,
            reviewed_views,
            role_permissions,
            thing_names,
            town_figures,
            town_parts,
        )
        from termintipps import (
            arrivals,
            closing,
            listeners,
            next_dates,
            portable,
            preview,
            town,
            upkeep,
        )
        from termintipps.embeds import EVENTS_EMBED
        from termintipps.proposing import proposals
        from termintipps.proposing.kinds import KINDS

        listeners.connect()
        embed_kinds.register(EVENTS_EMBED)
        arrivals.register()
        for kind in KINDS:
            submission_kinds.register(kind)
        due_jobs.register(DueJob("events-published", proposals.note_published))
        care_ways.register(CareWay(_("Add an event"), "termintipps:by_initiative"))
        due_jobs.register(DueJob("termintipps.extend", upkeep.extend))
        for part in portable.parts():
            portable_parts.register(part)
        town_parts.register(TownPart(rank=30, build=town.build_overview))
        thing_names.register(
            ThingName("termintipps.eventpage", pgettext_lazy("accusative", "the event"))
        )
        thing_names.register(
            ThingName("termintipps.closure", pgettext_lazy("accusative", "the holidays"))
        )
        for permission in closing.PERMISSIONS:
            role_permissions.register(permission)
        town_figures.register(TownFigure(20, "events", _("Events ahead"), town.count_upcoming))
        entry_sections.register(next_dates.section_of_an_initiative)
        placeholders.register(
            Placeholder("naechste_termine", _("The next three events"), next_dates.as_text)
        )
        placeholders.register(
            Placeholder("termintipps", _("Link to the Termintipps"), town.address, is_link=True)
        )
        for view in reviewed(
            "events",
            "index index_results choose_parent",
            "core keeps to explorable pages and parents",
        ):
            reviewed_views.register(view)
        reviewed_views.register(
            ReviewedView(preview.NAME, "says back what the form says; holidays of the host's town")
        )
        for view in (
            *reviewed(
                "wagtailsnippets_termintipps_closure",
                SNIPPET_VIEWS,
                "kommunen.desk.snippets guards every view",
            ),
            *reviewed(
                "wagtailsnippetchoosers_termintipps_closure",
                CHOOSER_VIEWS,
                "kommunen.desk.snippets narrows rows",
            ),
        ):
            reviewed_views.register(view)
