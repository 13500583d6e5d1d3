"""Top floor: the pages that compose all blocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from wagtail.signals import page_slug_changed, post_page_move

        from home import founding
        from home.owed_pages import LEGAL_PAGES
        from home.redirects import old_addresses
        from home.redirects.policy import REDIRECT_PERMISSIONS
        from home.survey import keeping
        from kommunen.registry import (
            DueJob,
            FixedAddress,
            LeftOut,
            ThingName,
            TownPart,
            due_jobs,
            left_out,
            readiness_steps,
            reviewed,
            reviewed_views,
            role_permissions,
            service_addresses,
            thing_names,
            town_parts,
        )

        page_slug_changed.connect(
            old_addresses.after_new_slug, dispatch_uid="home_redirect_after_new_slug"
        )
        post_page_move.connect(old_addresses.after_move, dispatch_uid="home_redirect_after_move")
        for permission in REDIRECT_PERMISSIONS:
            role_permissions.register(permission)
        for view in reviewed(
            "redirects",
            "index index_results add edit delete history history_results usage import",
            "home.redirects keeps to the redirects of the own town",
        ):
            reviewed_views.register(view)

        service_addresses.register(FixedAddress(_("Search"), "home:search"))
        thing_names.register(
            ThingName("home.newspage", pgettext_lazy("accusative", "the news item"))
        )
        thing_names.register(
            ThingName("wagtailredirects.redirect", pgettext_lazy("accusative", "the redirect"))
        )
        readiness_steps.register(LEGAL_PAGES)
        for view in reviewed(
            "home_survey", "results export data_sheet", "finds the survey among the own pages"
        ):
            reviewed_views.register(view)
        due_jobs.register(DueJob("survey-answers-erased", keeping.erase))
        for model in ("home.SurveyAnswer", "home.SurveyText"):
            left_out.register(LeftOut(model, "given to this survey; its results are a file"))
        town_parts.register(TownPart(rank=0, build=founding.fill_start_page))
        town_parts.register(TownPart(rank=80, build=founding.add_news))
        town_parts.register(TownPart(rank=90, build=founding.add_legal_pages))
