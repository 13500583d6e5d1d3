"""Placeholders in the rich text editor: a menu, and chips in place of braces.

The stored text keeps the plain `{{ name }}`, so there is nothing to convert.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext
from wagtail.admin.rich_text.editors.draftail.features import Feature
from wagtail.rich_text.feature_registry import FeatureRegistry

from .rich_text import PLACEHOLDERS


class PlaceholdersFeature(Feature):
    """Menu and chips; which placeholders there are stands in the form (`PlaceholdersPanel`)."""

    def construct_options(self, options: dict[str, list | bool | str | Promise]) -> None:
        for place in ("controls", "decorators"):
            options[place] = [*options.get(place, []), {"type": PLACEHOLDERS}]
        # In a stream nothing else names the field to screen readers.
        options.setdefault("ariaLabel", gettext("Text"))


def register_placeholders(features: FeatureRegistry) -> None:
    """Wagtail's hook for rich text."""
    features.register_editor_plugin(
        "draftail",
        PLACEHOLDERS,
        PlaceholdersFeature(
            js=["textbausteine/js/placeholders.js"],
            css={"all": ["textbausteine/css/editor.css"]},
        ),
    )
