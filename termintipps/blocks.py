"""The block that shows the next events on any page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue
from wagtail.snippets.blocks import SnippetChooserBlock

from termintipps.next_dates import Wish, cards_for
from textbausteine.blocks.base import WAYS_ON, PreviewedBlock


class NextEventsValue(StructValue):
    siblings: list["NextEventsValue"]
    """All blocks of this kind in the same stream: their events are looked up together."""

    @property
    def wish(self) -> Wish:
        return Wish(
            number=int(self["number"]),
            category=self.get("category"),
            only_tips=self.get("only_tips", False),
        )


class NextEventsBlock(PreviewedBlock):
    """The next events, always up to date."""

    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    number = blocks.IntegerBlock(
        min_value=1, max_value=6, default=3, label=_("How many?"), help_text=_("1 to 6.")
    )
    category = SnippetChooserBlock(
        "kommunen.Category",
        required=False,
        label=_("Only this kind of engagement"),
    )
    only_tips = blocks.BooleanBlock(required=False, label=_("Recommended ones only"))

    class Meta:
        icon = "date"
        label = _("Next events")
        group = WAYS_ON
        description = _(
            "The next events of your town. The list renews itself; a series stands once."
        )
        template = "termintipps/blocks/next_events.html"
        value_class = NextEventsValue
        preview_value = {"heading": "Nächste Termine", "number": 3, "only_tips": False}

    def bulk_to_python(self, values) -> list[NextEventsValue]:
        found = super().bulk_to_python(values)
        for value in found:
            value.siblings = found
        return found

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        if request is None or getattr(request, "kommune", None) is None:
            return context | {"cards": []}
        siblings = getattr(value, "siblings", [value])
        found = cards_for(request, [each.wish for each in siblings])
        return context | {"cards": found[value.wish]}
