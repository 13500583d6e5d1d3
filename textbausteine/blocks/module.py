"""A text module on a page: its version for the town whose page it is."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .base import TEXT, PreviewedBlock


class TextChooserBlock(SnippetChooserBlock):
    """Chooses a text; texts that were read together know of each other."""

    def __init__(self, **kwargs):
        super().__init__("textbausteine.Textbaustein", **kwargs)

    def bulk_to_python(self, values: Iterable[int | None]) -> list:
        texts = super().bulk_to_python(values)
        slugs = frozenset(text.slug for text in texts if text)
        for text in texts:
            if text:
                text.read_with = slugs
        return texts

    def deconstruct(self):
        return (
            "wagtail.snippets.blocks.SnippetChooserBlock",
            ["textbausteine.Textbaustein"],
            self._constructor_args[1],
        )


class TextbausteinBlock(PreviewedBlock):
    """A text kept once. Nothing is shown, and nothing breaks, when it has been withdrawn."""

    text = TextChooserBlock(label=_("Textbaustein"))
    with_title = blocks.BooleanBlock(
        required=False, default=True, label=_("Show the title as heading")
    )

    class Meta:
        label = _("Textbaustein")
        icon = "snippet"
        group = TEXT
        description = _("A text that is kept once, with your town’s names and links filled in.")
        template = "textbausteine/blocks/textbaustein.html"

    def get_context(self, value, parent_context=None) -> dict:
        from textbausteine.shown import shown_version

        context = super().get_context(value, parent_context=parent_context)
        chosen = value["text"]
        if chosen and chosen.pk:
            chosen = shown_version(chosen, context.get("request"))
        context["text"] = chosen
        return context

    def get_preview_value(self):
        from textbausteine.models import Textbaustein

        words = "<p>Was gibt es {{ in_der_kommune }} schon? Auf der Karte stehen Initiativen aus"
        words += " {{ kommune_name }}, die Verstärkung suchen.</p>"
        text = Textbaustein(title="Mitmachen in {{ kommune_name }}", body=[("text", words)])
        return self.normalize({"text": text, "with_title": True})
