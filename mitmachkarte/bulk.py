"""What editors do with many initiatives at once: give them a category, mark them as confirmed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kommunen.desk.pages import bulk

from .freshness.answers import confirm
from .listing import InitiativeFilterSet
from .models import InitiativePage


class OfInitiatives:
    page_model = InitiativePage
    filterset = InitiativeFilterSet
    icon = "site"


class ChangeCategory(OfInitiatives, bulk.ChangeCategory):
    display_name = _("Change category")
    action_type = "change_category"
    aria_label = _("Change the category of the selected initiatives")
    action_priority = 200


class MarkConfirmed(OfInitiatives, bulk.TownBulkAction):
    display_name = _("Mark as confirmed")
    action_type = "mark_confirmed"
    aria_label = _("Mark the selected initiatives as confirmed")
    action_priority = 210
    form_class = forms.Form
    explanation = _(
        "Only if somebody of the initiative has told you that everything is right."
        " Today's date then stands on its page, and what was hidden as outdated is shown again."
    )

    def is_allowed(self, permissions) -> bool:
        return permissions.can_publish()

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        now = timezone.now()
        for page in objects:
            confirm(page, now)
        return len(objects), 0
