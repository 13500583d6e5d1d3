"""What editors do with many events: cancel a day's dates, give a category, mark as confirmed."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from kommunen.desk.pages import bulk
from kommunen.versions import Changes
from termintipps.dated import Difference
from termintipps.filterset import EventFilterSet
from termintipps.limits import WITHIN_OUR_TIME
from termintipps.models import CalendarEntry, DateChange, EventPage
from termintipps.plan import plan


class OfEvents:
    page_model = EventPage
    filterset = EventFilterSet
    icon = "date"


class CancelForm(forms.Form):
    day = forms.DateField(
        label=_("On which day?"),
        widget=AdminDateInput,
        validators=WITHIN_OUR_TIME,
        help_text=_("Of a series only this date is cancelled; the others take place."),
    )
    note = forms.CharField(
        label=_("Note for visitors, the same for all"),
        max_length=300,
        required=False,
        help_text=_("For example: “Wegen der Sturmwarnung fallen alle Termine aus.”"),
    )


class CancelDates(OfEvents, bulk.TownBulkAction):
    display_name = _("Cancel events of a day")
    action_type = "cancel_events"
    aria_label = _("Cancel the dates of the selected events on a day")
    action_priority = 220
    form_class = CancelForm
    explanation = _(
        "The dates stay in the list and say that they are cancelled. Events that do not take place"
        " on this day are left alone. If you may not publish, the cancellation becomes a draft."
    )

    def get_form(self, form_class=None) -> CancelForm:
        form = super().get_form(form_class)
        asked = parse_qs(urlsplit(self.next_url).query).get("day", [""])[0]
        form.fields["day"].initial = asked  # the day by which the list was narrowed
        return form

    @classmethod
    def changes_of(cls, page: EventPage, *, day: date, note: str = "", **_others) -> Changes:
        dates = [
            each.date
            for each in plan(page, timezone.now())
            if each.first_day <= day <= each.last_day
            and (not each.is_cancelled or (note and each.note != note))
        ]
        return {"dates": dates, "note": note} if dates else {}

    @staticmethod
    def put(page: EventPage, changes: Changes) -> None:
        """A date that was moved is cancelled where it was moved to."""
        known = {change.date: change for change in page.date_changes.all()}
        for day in changes.get("dates", []):
            change = known.setdefault(day, DateChange(date=day))
            change.kind = Difference.CANCELLED
            change.note = changes["note"] or change.note
        page.date_changes = sorted(known.values(), key=lambda change: change.date)


class ChangeCategory(OfEvents, bulk.ChangeCategory):
    display_name = _("Change category of events")
    action_type = "change_event_category"
    aria_label = _("Change the category of the selected events")
    action_priority = 230


class MarkConfirmed(OfEvents, bulk.TownBulkAction):
    """Beside the revision, as with initiatives: no draft is touched, none is published."""

    display_name = _("Mark events as confirmed")
    action_type = "mark_events_confirmed"
    aria_label = _("Mark the selected events as confirmed")
    action_priority = 240
    form_class = forms.Form
    explanation = _(
        "Only if the initiative that invites has told you that everything is right."
        " Today's date then stands on the public page of the event."
    )

    def is_allowed(self, permissions) -> bool:
        return permissions.page.live and permissions.can_publish()

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        entries = CalendarEntry.objects.filter(event__in=[page.pk for page in objects])
        return entries.update(confirmed_on=timezone.localdate()), 0
