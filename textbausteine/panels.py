"""Panels of a text: help with placeholders, and words of the centre to the towns."""

from dataclasses import asdict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel, MultiFieldPanel

from kommunen.tenancy import kommune_for

from .placeholders import explained


class PlaceholdersPanel(HelpPanel):
    """A table of all placeholders with their values for the town one is working for."""

    def __init__(self, **kwargs):
        defaults = {
            "heading": _("Placeholders"),
            "template": "textbausteine/admin/placeholders_panel.html",
        }
        super().__init__(**{**defaults, **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: dict | None = None) -> dict:
            context = super().get_context_data(parent_context)
            context["kommune"] = kommune_for(self.request)
            context["placeholders"] = list(explained(context["kommune"]))
            context["known"] = {
                "title": gettext("Placeholder"),
                "insert": gettext("Insert a placeholder"),
                "empty": gettext("not set here"),
                "unknown": gettext("Nobody knows this placeholder. Citizens do not see it."),
                "entries": [asdict(each) for each in context["placeholders"]],
            }
            return context


class ForTownsPanel(MultiFieldPanel):
    """Only for central texts that were published before: others change for nobody."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            text = self.instance
            is_known = text.pk and text.is_central and text.first_published_at
            return bool(is_known) and super().is_shown()
