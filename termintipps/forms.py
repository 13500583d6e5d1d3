"""The editor's form of an event: what it says must fit together."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kommunen.desk.kinds_form import KindsForm
from mitmachkarte.forms import RESERVED_SLUGS
from mitmachkarte.place import PlaceField
from termintipps.models.closure import Closure
from termintipps.recurrence import RuleError
from termintipps.repeats import RepeatFields, as_fields
from termintipps.series import Series, closed_days


class EventPageForm(RepeatFields, KindsForm):
    """Reads `rrule` into fields that people understand, and writes it back."""

    location = PlaceField(
        required=False,
        label=_("Place on the map"),
        help_text=_(
            "Click on the map or drag the pin. Without a mouse, write latitude and longitude."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.rule:
            self.initial |= as_fields(self.instance.rule)
        if "location" in self.fields:
            self.fields["location"].initial = self.instance.point
            self.fields["location"].widget.kommune = self.kommune

    def clean_slug(self) -> str:
        slug = super().clean_slug()
        if slug in RESERVED_SLUGS:
            raise ValidationError(gettext("This address belongs to a form. Please choose another."))
        return slug

    def clean(self) -> dict:
        cleaned = super().clean()
        if "location" in cleaned:
            self.instance.point = cleaned["location"]
        try:
            rule = self.rule_of(cleaned)
        except RuleError as error:
            self.add_error("repeats", str(error))
        else:
            self.instance.rrule = str(rule or "")
        return cleaned

    def is_valid(self) -> bool:
        return (
            super().is_valid()
            and self._further_dates_lie_ahead()
            and self._changes_are_of_the_series()
        )

    def _changes_are_of_the_series(self) -> bool:
        """Refuse a change of a day that the series does not have; what lies behind may rest."""
        formset = self.formsets.get("date_changes")
        if formset is None or not self.instance.start_date:
            return True
        series, today = self._series(), timezone.localdate()
        for form in formset.forms:
            day = form.cleaned_data.get("date")
            if form.cleaned_data.get("DELETE") or day is None or day < today:
                continue
            if not series.days(day, day):
                form.add_error("date", gettext("The event does not take place on this day."))
        return formset.is_valid()

    def _series(self) -> Series:
        """What the form says, before it is written to the page."""
        page = self.instance
        further = self.formsets.get("extra_dates")
        rows = [each.cleaned_data for each in further.forms] if further is not None else []
        extra = frozenset(each["date"] for each in rows if each.get("date") and not each["DELETE"])
        stretches = []
        if page.skips_school_holidays and self.kommune:
            stretches = Closure.stretches_for(self.kommune.site)
        closed = closed_days(stretches, public=page.skips_public_holidays)
        return Series(page.start_date, page.rule, extra, closed)

    def _further_dates_lie_ahead(self) -> bool:
        """Refuse a further date before the first day: the series begins there."""
        formset, start = self.formsets.get("extra_dates"), self.instance.start_date
        if formset is None or not start:
            return True
        for form in formset.forms:
            day = form.cleaned_data.get("date")
            if day and day < start and not form.cleaned_data.get("DELETE"):
                form.add_error("date", gettext("This day lies before the first day."))
        return formset.is_valid()
