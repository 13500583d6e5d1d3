"""Running text, and what stands out from it."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from textbausteine.rich_text import RUNNING_TEXT, SHORT_TEXT

from .base import PREVIEW_TEMPLATE, TEXT, PreviewedBlock
from .reading import PortraitFieldBlock, RunningTextBlock


class TextBlock(RunningTextBlock):
    """Headings, paragraphs, lists, links."""

    def __init__(self, **kwargs):
        super().__init__(features=RUNNING_TEXT, **kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = TEXT
        description = _("Headings, paragraphs, lists and links.")
        in_prose = True
        preview_template = PREVIEW_TEMPLATE
        preview_value = (
            "<h2>Klein anfangen, sichtbar bleiben</h2>"
            "<p>Zwei Mitstreitende reichen für den Anfang. <b>Fragen Sie in der Nachbarschaft</b>"
            " – und dann im Rathaus.</p>"
            "<ul><li>Ort und Termin festlegen</li><li>Einladung aushängen</li></ul>"
        )


class CalloutValue(blocks.StructValue):
    SIGNS = {"note": "info", "warning": "warn", "tip": "check"}
    STYLES = {"note": "", "warning": "notice--warning", "tip": "notice--success"}

    @property
    def sign(self) -> str:
        """Name of the icon."""
        return self.SIGNS.get(self.get("tone"), "info")

    @property
    def style(self) -> str:
        return self.STYLES.get(self.get("tone"), "")


class CalloutBlock(PreviewedBlock):
    """A short text set apart from the running text."""

    tone = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("warning", _("Warning")), ("tip", _("Tip"))],
        default="note",
        label=_("Kind"),
    )
    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    text = RunningTextBlock(features=SHORT_TEXT, label=_("Text"))

    class Meta:
        label = _("Callout")
        icon = "info-circle"
        group = TEXT
        description = _("A note, a warning or a tip that must not be overlooked.")
        value_class = CalloutValue
        in_prose = True
        template = "textbausteine/blocks/callout.html"
        preview_value = {
            "tone": "tip",
            "heading": "Umfrage, anonym",
            "text": "<p>Wie läuft die Zusammenarbeit bei Ihnen? Acht Fragen, vier Minuten.</p>",
        }


QUOTED = re.compile(r"[„“»«\"][^„“”»«\"]*[“”«»\"]", re.S)


class QuoteValue(blocks.StructValue):
    @property
    def words(self) -> str:
        """The text between German quotation marks, whichever the editor typed, if any."""
        text = self["text"].strip()
        if QUOTED.fullmatch(text):
            text = text[1:-1].strip()
        return f"„{text}“"

    @property
    def capacity(self) -> str:
        """In which capacity the person speaks: function and organisation in one line."""
        return ", ".join(part for part in (self["function"], self["organisation"]) if part)


class QuoteBlock(PreviewedBlock):
    """Somebody's own words, and who says them."""

    text = blocks.TextBlock(
        rows=3,
        label=_("Quote"),
        help_text=_("Without quotation marks: they are added."),
    )
    name = blocks.CharBlock(max_length=120, label=_("Name or function"))
    function = blocks.CharBlock(max_length=120, required=False, label=_("Function"))
    organisation = blocks.CharBlock(max_length=160, required=False, label=_("Organisation"))
    portrait = PortraitFieldBlock(required=False, label=_("Portrait"))

    class Meta:
        label = _("Quote")
        icon = "openquote"
        group = TEXT
        description = _("Somebody’s own words with name, function and organisation.")
        value_class = QuoteValue
        in_prose = True
        template = "textbausteine/blocks/quote.html"
        preview_value = {
            "text": "Wenn eine Gruppe einen Schlüssel zum Bürgerhaus hat, läuft vieles von allein.",
            "name": "Klimaschutzmanagement",
            "function": "",
            "organisation": "Stadt Musterstadt, Umweltamt",
        }
