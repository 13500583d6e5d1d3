"""How the town decides."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """One of two buttons, and a few words if the sender may be written to."""

    decision = forms.ChoiceField(
        choices=[("accept", "accept"), ("reject", "reject")], widget=forms.HiddenInput
    )
    answer = forms.CharField(
        label=_("Answer by e-mail"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes to the confirmed address of the sender. Leave it empty to send none."),
    )

    def __init__(self, *args, can_answer: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not can_answer:
            del self.fields["answer"]
