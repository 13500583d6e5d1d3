"""Repetition in plain words, and as an RFC 5545 rule."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from termintipps.recurrence import LAST, MAX_DATES, MAX_INTERVAL, Frequency, Rule, RuleError
from termintipps.wording import day_in_full


class RepeatFields(forms.Form):
    """Questions that people understand.

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

    def rule_of(self, cleaned: dict) -> Rule | None:
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


def as_fields(rule: Rule) -> dict:
    """Turn a rule round into initial values of the form."""
    form = RepeatFields
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
