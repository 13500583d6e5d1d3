"""Two columns side by side; on small screens one below the other."""

from django.utils.translation import gettext_lazy as _

from home.sections import running_text
from textbausteine.blocks import PreviewedBlock, TextBlocks

from .teasers import NewsBlock


class ColumnBlocks(TextBlocks):
    """What fits into half the width."""

    news = NewsBlock()


class ColumnsBlock(PreviewedBlock):
    """A side that has nothing to show leaves its room to the other."""

    left = ColumnBlocks(label=_("Left"))
    right = ColumnBlocks(label=_("Right"))

    class Meta:
        label = _("Two columns")
        icon = "grip"
        group = _("Layout")
        description = _("Two things side by side, e.g. a quote and the newest news.")
        template = "home/blocks/columns.html"
        preview_value = {
            "left": [
                {
                    "type": "quote",
                    "value": {
                        "text": "Unsere Aufgabe ist der Schlüssel zum Bürgerhaus.",
                        "name": "Klimaschutzmanagement",
                        "organisation": "Stadt Musterstadt",
                    },
                }
            ],
            "right": [
                {
                    "type": "text",
                    "value": "<h2>So helfen wir</h2><p>Mit Räumen, Werkzeug und gutem Rat.</p>",
                }
            ],
        }

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context=parent_context)
        sides = (running_text(value[side], parent_context or {}) for side in ("left", "right"))
        context["sides"] = [side for side in sides if side]
        return context
