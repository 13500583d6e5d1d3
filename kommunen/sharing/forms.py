"""Choosing towns: those around as boxes, any other by its name. Values are host names, no keys."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommunen.models import Kommune
from kommunen.registry import shareables
from kommunen.sharing import partners


class _TownsForm(forms.Form):
    towns = forms.MultipleChoiceField(
        label=gettext_lazy("Towns around"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.CharField(
        label=gettext_lazy("Another Kommune"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Its name, for example “Solingen”."),
    )

    def __init__(self, *args, kommune: Kommune, **kwargs):
        super().__init__(*args, **kwargs)
        self.kommune = kommune
        self._near = {each.site.hostname: each for each in self.near()}
        choices = [(host, each.official_name) for host, each in self._near.items()]
        self.fields["towns"].choices = choices
        if not choices:
            del self.fields["towns"]

    def near(self):
        return partners.near(self.kommune)

    def clean(self) -> dict:
        sent = super().clean()
        receivers = [self._near[host] for host in sent.get("towns", [])]
        if sent.get("other"):
            try:
                receivers.append(partners.named(self.kommune, sent["other"]))
            except ValidationError as error:
                self.add_error("other", error)
        elif not receivers and not self.errors:
            raise ValidationError(_("Choose a Kommune, please."))
        return {**sent, "receivers": receivers}


class OfferForm(_TownsForm):
    """One entry, to be shown in other towns."""

    def near(self):
        return partners.near(self.kommune).exclude(kind=Kommune.Kind.ZENTRALE)


class ShareForm(_TownsForm):
    """Everything public of a kind, to be shown by the Kreis, the centre or other towns."""

    what = forms.MultipleChoiceField(
        label=gettext_lazy("What may be shown there?"), widget=forms.CheckboxSelectMultiple
    )

    field_order = ("what", "towns", "other")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [(each.name, each.label) for each in shareables]
