"""What the editor reads back: the series in a sentence, and the dates that follow from it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from termintipps.plan import plan
from termintipps.wording import when_in_full

SHOWN = 10


class SeriesPanel(Panel):
    """Says what is stored; it follows the form after each saving."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "termintipps/admin/series_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            event = self.instance
            if event.start_date is None:
                return context
            now = timezone.now()
            coming = [each for each in plan(event, now) if each.ends_at > now]
            context["sentence"] = event.rule.sentence() if event.rule else _("once")
            context["dates"] = [(when_in_full(each), each) for each in coming[:SHOWN]]
            context["more"] = len(coming) - SHOWN
            return context
