"""Texts: the blocks that pages are made of, and text modules that all towns share."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

# What a text can do beyond other snippets.
TEXT_VIEWS = (
    "preview_on_add preview_on_edit revisions_view revisions_revert revisions_compare"
    " revisions_unschedule unpublish lock unlock give_back"
)


class TextbausteineConfig(AppConfig):
    name = "textbausteine"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kommunen.desk.access import CHOOSER_VIEWS, SNIPPET_VIEWS
        from kommunen.registry import (
            LeftOut,
            ThingName,
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
        from .founding import TEXTS_PART
        from .handover import OPEN_WORK
        from .role_defaults import TEXT_PERMISSIONS
        from .town_words import TOWN_WORDS

        for work in OPEN_WORK:
            open_work.register(work)
        for word in TOWN_WORDS:
            placeholders.register(word)
        for permission in TEXT_PERMISSIONS:
            role_permissions.register(permission)
        for part in portable.parts():
            portable_parts.register(part)
        left_out.register(LeftOut("textbausteine.ApprovalRequest", portable.NAMES_PEOPLE))
        town_parts.register(TEXTS_PART)
        thing_names.register(
            ThingName("textbausteine.textbaustein", pgettext_lazy("accusative", "the text"))
        )
        for view in (
            *reviewed(
                "wagtailsnippets_textbausteine_textbaustein",
                f"{SNIPPET_VIEWS} {TEXT_VIEWS}",
                "kommunen.desk.snippets guards every view",
            ),
            *reviewed(
                "wagtailsnippetchoosers_textbausteine_textbaustein",
                CHOOSER_VIEWS,
                "kommunen.desk.snippets narrows rows",
            ),
        ):
            reviewed_views.register(view)
