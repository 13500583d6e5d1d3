"""Lists with a shape of their own: numbered offers, checklist, steps."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from textbausteine.rich_text import INLINE

from .base import TEXT, PreviewedBlock
from .reading import RunningTextBlock


class PointBlock(blocks.StructBlock):
    """A title with a few words below it."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = RunningTextBlock(features=INLINE, required=False, label=_("Text"))

    class Meta:
        label = _("Entry")
        icon = "list-ol"


class OffersBlock(PreviewedBlock):
    """What is on offer, numbered."""

    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    offers = blocks.ListBlock(PointBlock(), min_num=1, max_num=20, label=_("Offers"))

    class Meta:
        label = _("Numbered offers")
        icon = "list-ol"
        group = TEXT
        description = _("What you offer, with large numbers: a title and a few words each.")
        in_prose = True
        template = "textbausteine/blocks/offers.html"
        preview_value = {
            "heading": "Was die Stadt bietet",
            "offers": [
                {"title": "Räume", "text": "<p>Bürgerhäuser stehen Gruppen ohne Miete offen.</p>"},
                {"title": "Werkzeug", "text": "<p>Bohrmaschine, Beamer, Pavillon: ausleihbar.</p>"},
            ],
        }


class ChecklistBlock(PreviewedBlock):
    """Points to tick off, on paper too."""

    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    points = blocks.ListBlock(
        blocks.CharBlock(max_length=250, label=_("Point")),
        min_num=1,
        max_num=40,
        label=_("Points"),
    )

    class Meta:
        label = _("Checklist")
        icon = "tasks"
        group = TEXT
        description = _("Points with a box in front, to tick off on paper.")
        in_prose = True
        template = "textbausteine/blocks/checklist.html"
        preview_value = {
            "heading": "Checkliste für das erste Treffen",
            "points": [
                "Raum mit stufenlosem Zugang reserviert",
                "Einladung in einfacher Sprache verschickt",
                "Protokoll und nächster Termin vereinbart",
            ],
        }


class StepsBlock(PreviewedBlock):
    """One thing after another."""

    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    steps = blocks.ListBlock(PointBlock(), min_num=2, max_num=5, label=_("Steps"))

    class Meta:
        label = _("Steps")
        icon = "arrow-right"
        group = TEXT
        description = _("Two to five steps that lead to a goal, side by side on wide screens.")
        template = "textbausteine/blocks/steps.html"
        preview_value = {
            "heading": "So fangen Sie an",
            "steps": [
                {"title": "Leute finden", "text": "<p>Zwei Mitstreitende reichen.</p>"},
                {"title": "Klein beginnen", "text": "<p>Ein Ort, ein Termin, ein Ziel.</p>"},
                {"title": "Stadt ansprechen", "text": "<p>Wir helfen bei Räumen.</p>"},
            ],
        }
