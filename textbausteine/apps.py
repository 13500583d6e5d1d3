"""Texts: the blocks that pages are made of, and text modules that all towns share."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

# What a text can do beyond other snippets.
TEXT_VIEWS = (
    "preview_on_add preview_on_edit revisions_view revisions_revert revisions_compare"
    " revisions_unschedule unpublish lock unlock give_back"
)

THING_NAMES = {
    "textbaustein": pgettext_lazy("accusative", "the text"),
    "notice": pgettext_lazy("accusative", "the change of the central text"),
    "pin": pgettext_lazy("accusative", "the pinned version"),
    "withdrawal": pgettext_lazy("accusative", "the withdrawal of the text"),
    "improvement": pgettext_lazy("accusative", "the proposed improvement"),
}


class TextbausteineConfig(AppConfig):
    name = "textbausteine"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import published

        from kommunen.desk.access import CHOOSER_VIEWS, SNIPPET_VIEWS
        from kommunen.registry import (
            ReviewedView,
            ThingName,
            embed_kinds,
            left_out,
            open_work,
            placeholders,
            portable_parts,
            reviewed,
            reviewed_views,
            role_permissions,
            thing_names,
            town_parts,
        )

        from . import portable
        from .contract.releases import on_published
        from .founding import TEXTS_PART
        from .handover import OPEN_WORK
        from .models import Textbaustein
        from .role_defaults import TEXT_PERMISSIONS
        from .takeaway.embeds import TEXT_EMBED
        from .town_words import TOWN_WORDS

        embed_kinds.register(TEXT_EMBED)
        published.connect(on_published, sender=Textbaustein)
        for work in OPEN_WORK:
            open_work.register(work)
        for word in TOWN_WORDS:
            placeholders.register(word)
        for permission in TEXT_PERMISSIONS:
            role_permissions.register(permission)
        for part in portable.parts():
            portable_parts.register(part)
        for each in portable.LEFT_OUT:
            left_out.register(each)
        town_parts.register(TEXTS_PART)
        for model, phrase in THING_NAMES.items():
            thing_names.register(ThingName(f"textbausteine.{model}", phrase))
        reviewed_views.register(
            ReviewedView("textbausteine_take", "published texts of the host's town and the centre")
        )
        reviewed_views.register(
            ReviewedView("textbausteine_word", "published texts of the host's town and the centre")
        )
        for view in (
            *reviewed(
                "wagtailsnippets_textbausteine_textbaustein",
                f"{SNIPPET_VIEWS} {TEXT_VIEWS}",
                "kommunen.desk.snippets guards every view",
            ),
            *reviewed(
                "textbausteine_contract",
                "changes notice merge pin propose",
                "notices, versions and pins of the host's town; central texts that are published",
            ),
            *reviewed(
                "textbausteine_contract",
                "spread text_spread improvement",
                "on the centre's host for its Textredaktion: names of towns, numbers, proposals",
            ),
            *reviewed(
                "wagtailsnippetchoosers_textbausteine_textbaustein",
                CHOOSER_VIEWS,
                "kommunen.desk.snippets narrows rows",
            ),
        ):
            reviewed_views.register(view)
