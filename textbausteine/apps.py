"""Texts: the blocks that pages are made of, and text modules that all towns share."""

from django.apps import AppConfig


class TextbausteineConfig(AppConfig):
    name = "textbausteine"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kommunen.registry import (
            ReviewedView,
            placeholders,
            reviewed_views,
            role_permissions,
            town_parts,
        )

        from .founding import TEXTS_PART
        from .role_defaults import TEXT_PERMISSIONS
        from .town_words import TOWN_WORDS

        for word in TOWN_WORDS:
            placeholders.register(word)
        for permission in TEXT_PERMISSIONS:
            role_permissions.register(permission)
        town_parts.register(TEXTS_PART)
        for pattern, reason in (
            ("wagtailsnippets_textbausteine_*", "kommunen.desk.snippets guards every view"),
            ("wagtailsnippetchoosers_textbausteine_*", "kommunen.desk.snippets narrows rows"),
        ):
            reviewed_views.register(ReviewedView(pattern, reason))
