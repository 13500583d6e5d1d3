"""The editor's form of an event: repetition in plain words, kept as an RFC 5545 rule."""

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from kommunen.desk.kinds_form import KindsForm
from mitmachkarte.place import PlaceField
from termintipps.models.closure import Closure
from termintipps.recurrence import LAST, MAX_DATES, MAX_INTERVAL, Frequency, Rule, RuleError
from termintipps.series import Series, closed_days
from termintipps.wording import day_in_full


class EventPageForm(KindsForm):
    """Reads `rrule` into fields that people understand, and writes it back.

    The day in the month follows from the first day, so that the two cannot contradict each other.
    """

    NEVER, WEEKLY, BY_DATE, BY_WEEKDAY, BY_LAST_WEEKDAY, YEARLY = (
        "",
        "weekly",
        "by_date",
        "by_weekday",
        "by_last_weekday",
        "yearly",
    )

    location = PlaceField(
        required=False,
        label=_("Place on the map"),
        help_text=_(
            "Click on the map or drag the pin. Without a mouse, write latitude and longitude."
        ),
    )
    repeats = forms.ChoiceField(
        label=_("How often?"),
        required=False,
        choices=[
            (NEVER, _("It takes place once")),
            (WEEKLY, _("Every week")),
            (BY_WEEKDAY, _("Every month on the same weekday, for example the 2nd Saturday")),
            (BY_LAST_WEEKDAY, _("Every month on the last such weekday, for example last Friday")),
            (BY_DATE, _("Every month on the same date, for example the 15th")),
            (YEARLY, _("Every year on the same date")),
        ],
        help_text=_("Counted from the first day, which you have given above."),
    )
    repeat_interval = forms.IntegerField(
        label=_("At what distance?"),
        required=False,
        min_value=1,
        max_value=MAX_INTERVAL,
        help_text=_("1 or empty: every week, every month. 2: every other one."),
    )
    repeat_weekdays = forms.TypedMultipleChoiceField(
        label=_("On which weekdays?"),
        required=False,
        coerce=int,
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for “every week”. Empty: on the weekday of the first day."),
    )
    repeat_until = forms.DateField(
        label=_("Until which day?"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Inclusive. Empty: it goes on."),
    )
    repeat_count = forms.IntegerField(
        label=_("Or how many times?"),
        required=False,
        min_value=1,
        max_value=MAX_DATES,
        help_text=_("All dates together, the first included."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.rule:
            self.initial |= _as_fields(self.instance.rule)
        if "location" in self.fields:
            self.fields["location"].initial = self.instance.point
            self.fields["location"].widget.kommune = self.kommune

    def clean(self) -> dict:
        cleaned = super().clean()
        if "location" in cleaned:
            self.instance.point = cleaned["location"]
        try:
            rule = self._rule(cleaned)
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

    def _rule(self, cleaned: dict) -> Rule | None:
        """The rule that the fields say.

        Raises:
            RuleError: they contradict each other.
        """
        start, repeats = cleaned.get("start_date"), cleaned.get("repeats")
        if not repeats or start is None:
            return None
        until = cleaned.get("repeat_until")
        if until and until < start:
            raise RuleError(gettext("The series ends before it begins."))
        ends = {
            "interval": cleaned.get("repeat_interval") or 1,
            "until": until,
            "count": cleaned.get("repeat_count"),
        }
        match repeats:
            case self.WEEKLY:
                rule = Rule.weekly(cleaned.get("repeat_weekdays") or [start.weekday()], **ends)
            case self.BY_DATE:
                rule = Rule.monthly_by_date(start, **ends)
            case self.BY_WEEKDAY:
                rule = Rule.monthly_by_weekday(start, **ends)
            case self.BY_LAST_WEEKDAY:
                rule = Rule.monthly_by_weekday(start, last=True, **ends)
            case self.YEARLY:
                rule = Rule.yearly(start, **ends)
        if not rule.falls_on(start):
            raise RuleError(
                gettext("The first day, %(date)s, is no date of this series. Change one of them.")
                % {"date": day_in_full(start, weekday=True)}
            )
        return rule

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


def _as_fields(rule: Rule) -> dict:
    """Turn a rule round into initial values of the form."""
    form = EventPageForm
    if rule.frequency == Frequency.MONTHLY:
        repeats = {None: form.BY_DATE, LAST: form.BY_LAST_WEEKDAY}.get(
            rule.position, form.BY_WEEKDAY
        )
    else:
        repeats = {Frequency.WEEKLY: form.WEEKLY, Frequency.YEARLY: form.YEARLY}[rule.frequency]
    weekly = rule.frequency == Frequency.WEEKLY
    return {
        "repeats": repeats,
        "repeat_interval": rule.interval,
        "repeat_weekdays": [str(day) for day in rule.weekdays] if weekly else [],
        "repeat_until": rule.until,
        "repeat_count": rule.count,
    }
