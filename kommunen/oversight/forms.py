"""What the operator fills in before a tenant is set up, paused, archived or deleted."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from kommunen.models import Kommune


class FoundingForm(forms.Form):
    """What `create_kommune` asks for; the service itself checks host and key."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("Without the kind, e.g. “Ratingen”."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Kommune.Kind.choices, initial=Kommune.Kind.STADT
    )
    key = forms.CharField(
        label=gettext_lazy("official key"),
        max_length=8,
        required=False,
        help_text=gettext_lazy(
            "AGS: 8 digits for a municipality, 5 for a district, none for the centre."
        ),
    )
    host = forms.CharField(
        label=gettext_lazy("Host"),
        max_length=255,
        help_text=gettext_lazy(
            "E.g. mitmachen.stadt.example. Its name must stand in the DNS, with a certificate."
        ),
    )
    port = forms.IntegerField(
        label=gettext_lazy("Port"), min_value=1, max_value=65535, initial=443, required=False
    )
    admin_email = forms.EmailField(
        label=gettext_lazy("E-mail of the first Verwaltung"),
        required=False,
        help_text=gettext_lazy("This person is invited by mail and then names the others."),
    )


class PauseForm(forms.Form):
    notice = forms.CharField(
        label=gettext_lazy("Notice for citizens"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Why the pages are closed, and whom to ask meanwhile. If empty, a general sentence."
        ),
    )
    back_on = forms.DateField(
        label=gettext_lazy("Open again on"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("For citizens and search engines. Nothing happens by itself then."),
    )

    def clean_back_on(self) -> date | None:
        return _in_the_future(self.cleaned_data["back_on"])


class ArchiveForm(forms.Form):
    kept_until = forms.DateField(
        label=gettext_lazy("Kept until"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("For your list. Deleting stays a step of its own."),
    )

    def clean_kept_until(self) -> date | None:
        return _in_the_future(self.cleaned_data["kept_until"])


class DeletionForm(forms.Form):
    """The name, typed once more: nobody deletes a town by a wrong click."""

    name = forms.CharField(label=gettext_lazy("Name of the Kommune"))

    def __init__(self, *args, kommune: Kommune, **kwargs):
        super().__init__(*args, **kwargs)
        self.kommune = kommune

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        if name != self.kommune.name:
            raise ValidationError(
                _("Please type “%(name)s”. Nothing was deleted.") % {"name": self.kommune.name}
            )
        return name


def _in_the_future(day: date | None) -> date | None:
    if day and day <= timezone.localdate():
        raise ValidationError(_("Please choose a day in the future."))
    return day
