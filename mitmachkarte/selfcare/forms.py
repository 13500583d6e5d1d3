"""The questions to an initiative, the same for a proposal and for a change.

Each step is a plain form; what is sent in the end is a `GuardedForm`.
"""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inbox.forms import GuardedForm, LineField, ReplyAddressField, TextField
from inbox.submissions.pictures import PictureField
from kommunen.models import Category, Kommune
from mitmachkarte.models import InitiativePage
from mitmachkarte.weekdays import WeekdaysFormField


def line(label, *, max_length: int, required: bool = False, autocomplete: str = "off", **kwargs):
    """One line of text, with the browser's help where it has some."""
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return LineField(label=label, max_length=max_length, required=required, widget=widget, **kwargs)


class TownForm(forms.Form):
    """Offers the kinds of engagement that the town shows."""

    def __init__(self, *args, kommune: Kommune, **kwargs):
        super().__init__(*args, **kwargs)
        if "categories" in self.fields:
            shown = Category.objects.visible_to(kommune).values_list("slug", "name")
            self.fields["categories"].choices = list(shown)


class WhoAndWhat(TownForm):
    """Step 1 without what only a proposal asks."""

    title = line(
        _("Name of the initiative"),
        max_length=120,
        required=True,
        error_messages={"required": _("Please write the name of the initiative.")},
    )
    summary = line(
        _("In one sentence"),
        max_length=300,
        required=True,
        help_text=_("What happens at your place? This stands in the list."),
        error_messages={"required": _("Please write one sentence about it.")},
    )
    categories = forms.MultipleChoiceField(
        label=_("What can people do with you?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick at least one kind.")},
    )
    contact_name = line(
        _("Contact"),
        max_length=120,
        help_text=_("A function is better than a name, for example “Team of the repair café”."),
    )
    show_contact_name = forms.BooleanField(label=_("The contact may be published"), required=False)
    phone = line(_("Phone"), max_length=40, autocomplete="tel")
    show_phone = forms.BooleanField(label=_("The phone number may be published"), required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"invalid": _("Please write the address like www.example.org.")},
    )

    def clean_categories(self) -> list[str]:
        return sorted(self.cleaned_data["categories"])


class WhereAndWhen(TownForm):
    """Step 2."""

    is_everywhere = forms.BooleanField(
        label=_("We have no fixed place; we are active all over the town"), required=False
    )
    place = line(
        _("Place, as people call it"),
        max_length=200,
        help_text=_("Example: “Youth centre, entrance from the yard”"),
    )
    street = line(_("Street and number"), max_length=120, autocomplete="street-address")
    postcode = line(_("Postcode"), max_length=5, autocomplete="postal-code")
    locality = line(_("Locality"), max_length=80, autocomplete="address-level2")
    district = line(pgettext_lazy("of a town", "District"), max_length=80)
    step_free = forms.ChoiceField(
        label=_("Can one get in without steps?"), choices=InitiativePage.StepFree.choices
    )
    access_note = line(_("More on access"), max_length=200)
    when = line(
        _("When do you meet?"),
        max_length=200,
        help_text=_("Example: “every second Saturday, 2 to 5 pm”"),
    )
    weekdays = WeekdaysFormField(
        label=_("On which days of the week?"),
        required=False,
        help_text=_("Every day: tick all. Visitors can look for a day."),
    )
    cost = line(_("Cost"), max_length=120)
    is_free = forms.BooleanField(label=_("Taking part is free of charge"), required=False)
    languages = line(
        _("Languages"), max_length=120, help_text=_("With commas between: “German, Turkish”")
    )
    wanted = line(
        _("What are you looking for?"),
        max_length=80,
        help_text=_("Example: “people with a cargo bike on Wednesdays”"),
    )

    def clean(self) -> dict:
        facts = super().clean()
        if not (facts.get("is_everywhere") or facts.get("place") or facts.get("street")):
            self.add_error(
                "place",
                ValidationError(
                    _("Where does one find you? Write place or street, or tick “no fixed place”.")
                ),
            )
        return facts


class ProposalWhoAndWhat(WhoAndWhat):
    """Step 1 of a proposal: with the whole text, and the address that the entry is kept with."""

    description = TextField(
        label=_("More about it"),
        required=False,
        max_length=3000,
        help_text=_("What happens, for whom, and how does one join? 3,000 characters at most."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    email = ReplyAddressField(
        label=_("E-mail address of the initiative"),
        max_length=254,
        help_text=_(
            "It is never published. We mail you a link to confirm it. Later you keep the entry "
            "up to date with it, and messages of visitors arrive there."
        ),
        error_messages={
            "required": _("Please write an address: without it the entry cannot be confirmed."),
            "invalid": _("Please write the address like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("title", "summary", "categories", "description", "email")


LABEL_REMARK = _("What else has changed?")
CONSENT = _(
    "I speak for this initiative. The facts above may be published on the Mitmachkarte, and I "
    "agree that the e-mail address is kept for questions and reminders until I withdraw that."
)
PICTURE_LICENCE = _(
    "I have the rights to the picture. It may be shown on the Mitmachkarte, and all people that "
    "can be recognised in it agree."
)


class CheckAndSend(GuardedForm):
    """Step 3: a picture, the consent, and off it goes."""

    purpose = "proposal"

    picture = PictureField(
        label=_("Picture"),
        required=False,
        help_text=_("A photo as JPEG, PNG or WebP, 10 MB at most."),
    )
    picture_alt = line(
        _("What is to be seen in the picture?"),
        max_length=200,
        help_text=_("One sentence for people who do not see it."),
    )
    picture_author = line(_("Who took the picture?"), max_length=120)
    picture_licence = forms.BooleanField(label=PICTURE_LICENCE, required=False)
    consent = forms.BooleanField(
        label=CONSENT,
        error_messages={"required": _("Without this consent we may not keep the entry.")},
    )

    def __init__(self, request: HttpRequest, *, at: datetime, is_sent: bool):
        super().__init__(request, target="proposal", at=at, files=request.FILES)
        self.is_bound = is_sent  # steps 1 and 2 come by POST too

    def clean(self) -> dict:
        found = self.cleaned_data
        if found.get("picture"):
            for name, sentence in {
                "picture_alt": _("Please write what is to be seen."),
                "picture_author": _("Please write who took the picture."),
                "picture_licence": _("We need this before we may show the picture."),
            }.items():
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return super().clean()


class ChangeForm(WhoAndWhat, WhereAndWhen):
    """All facts of an entry at once, and room for what the fields do not hold."""

    remark = TextField(
        label=LABEL_REMARK,
        required=False,
        max_length=3000,
        help_text=_("For example in the long text or the picture: the town changes that for you."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = (*WhoAndWhat.base_fields, *WhereAndWhen.base_fields, "remark")


class ManageForm(GuardedForm):
    """Asks for the address that the entry is kept with."""

    purpose = "manage"

    email = ReplyAddressField(
        label=_("E-mail address of the initiative"),
        max_length=254,
        error_messages={
            "required": _("Please write the address that the entry is kept with."),
            "invalid": _("Please write the address like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class HandoverForm(forms.Form):
    """Who keeps the entry from now on."""

    email = ReplyAddressField(
        label=_("E-mail address of your successor"),
        max_length=254,
        help_text=_("A link goes there. Until it is confirmed nothing changes."),
        error_messages={
            "required": _("Please write the address of your successor."),
            "invalid": _("Please write the address like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class ReportForm(GuardedForm):
    """What is wrong with an entry."""

    purpose = "report"

    class Reason(models.TextChoices):
        GONE = "gone", _("It does not exist any more")
        WRONG = "wrong", _("Something is wrong or out of date")
        DUPLICATE = "duplicate", _("It is there twice")
        RULES = "rules", _("It breaks the rules or the law")

    reason = forms.ChoiceField(
        label=_("What is the matter?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what is the matter.")},
    )
    text = TextField(
        label=_("What should we know?"),
        required=False,
        max_length=2000,
        help_text=_("2,000 characters at most."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    email = ReplyAddressField(
        label=_("E-mail address for an answer"),
        required=False,
        max_length=254,
        help_text=_("Only if you would like an answer. We mail you a link to confirm it."),
        error_messages={"invalid": _("Please write the address like name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict:
        found = super().clean()
        if found.get("reason") == self.Reason.WRONG and not found.get("text"):
            self.add_error("text", _("Please write what is wrong, so that it can be mended."))
        return found


LABELS = {
    name: field.label
    for form in (ProposalWhoAndWhat, WhereAndWhen)
    for name, field in form.base_fields.items()
}
LABELS["remark"] = LABEL_REMARK
