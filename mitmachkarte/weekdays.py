"""On which days of the week something takes place: kept as digits, Monday is 1 ("26")."""

from collections.abc import Iterable

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

DIGITS = "1234567"
CHOICES = [(digit, WEEKDAYS[place]) for place, digit in enumerate(DIGITS)]


def digits_of(days: Iterable[str]) -> str:
    """The days once each and in order; what is no day is left out."""
    return "".join(digit for digit in DIGITS if digit in set(days))


def in_words(digits: str) -> str:
    """ "Dienstag, Samstag"; empty for no day."""
    return ", ".join(str(name) for digit, name in CHOICES if digit in digits)


class WeekdaysFormField(forms.MultipleChoiceField):
    """A box for each day; in and out go digits."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=CHOICES, **kwargs)

    def prepare_value(self, value: str | list[str] | None) -> list[str]:
        return list(value or "")

    def clean(self, value: list[str] | None) -> str:
        return digits_of(super().clean(value))

    def has_changed(self, initial: str | None, data: list[str] | None) -> bool:
        return super().has_changed(list(initial or ""), data)


class WeekdaysField(models.CharField):
    """Ask for a day with `__contains`."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", len(DIGITS))
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [
            *self.validators,
            RegexValidator(r"^1?2?3?4?5?6?7?$", _("Days of the week are digits from 1 to 7.")),
        ]

    def formfield(self, **kwargs) -> forms.Field:
        return WeekdaysFormField(
            label=self.verbose_name, help_text=self.help_text, required=not self.blank
        )
