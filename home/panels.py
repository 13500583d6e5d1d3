"""Panels of the page editor that only tell something."""

from django.urls import reverse
from wagtail.admin.panels import Panel

from home.legal_gaps import gaps
from kommunen.models import KommuneSettings
from kommunen.tenancy import kommune_of


class LegalGapsPanel(Panel):
    """Which legal data the page shows, which are missing, and where they are written."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/legal_gaps.html"

        def get_context_data(self, parent_context=None) -> dict:
            kommune = kommune_of(self.instance) if self.instance.path else self.request.kommune
            names = KommuneSettings._meta.app_label, KommuneSettings._meta.model_name
            return {
                **super().get_context_data(parent_context),
                "gaps": gaps(self.instance.needs, kommune.settings) if kommune else [],
                "settings_url": kommune
                and reverse("wagtailsettings:edit", args=[*names, kommune.site_id]),
            }


class SurveyLinksPanel(Panel):
    """The way from a survey's form to its results and to the sheet for data protection."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/panels/survey_links.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)
