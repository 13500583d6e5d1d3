"""The questions about an event, the same for everybody who proposes one."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inbox.forms import GuardedForm, ReplyAddressField, TextField
from kommunen.models import Category, Kommune
from mitmachkarte.selfcare.forms import line
from termintipps.limits import WITHIN_OUR_TIME
from termintipps.models.venue import WEB_ADDRESS
from termintipps.recurrence import RuleError
from termintipps.repeats import RepeatFields

CONSENT = _(
    "I may speak for those who invite. The facts above may be published in the Termintipps, and I "
    "agree that the e-mail address is kept for questions until the event is over."
)


def day(label, *, required: bool = False) -> forms.DateField:
    """A day, asked for with the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        validators=WITHIN_OUR_TIME,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"required": _("Please say on which day.")},
    )


def clock_time(label, **kwargs) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, **kwargs)


class EventQuestions(RepeatFields):
    """What one has to know of an event; its repetition without what only editors need."""

    title = line(
        _("What is the event called?"),
        max_length=120,
        required=True,
        error_messages={"required": _("Please write what the event is called.")},
    )
    summary = line(
        _("In one or two sentences"),
        max_length=300,
        required=True,
        help_text=_("What happens, and for whom? This stands in the list."),
        error_messages={"required": _("Please write one sentence about it.")},
    )
    description = TextField(
        label=_("More about it"),
        required=False,
        max_length=3000,
        help_text=_("3,000 characters at most."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    categories = forms.MultipleChoiceField(
        label=_("Kinds of engagement"), required=False, widget=forms.CheckboxSelectMultiple
    )
    start_date = day(_("First day"), required=True)
    start_time = clock_time(_("Begins at"), help_text=_("Empty: it takes the whole day."))
    end_date = day(_("Last day, if it takes several days"))
    end_time = clock_time(_("Ends at"), help_text=_("Empty: the end is open."))
    place_name = line(_("Place"), max_length=120, help_text=_("As people call it."))
    place_address = line(_("Address"), max_length=200, autocomplete="street-address")
    is_online = forms.BooleanField(label=_("One can take part online"), required=False)
    online_url = forms.URLField(
        label=_("Link to take part online"),
        required=False,
        assume_scheme="https",
        validators=WEB_ADDRESS,
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    is_free = forms.BooleanField(label=_("It is free of charge"), required=False)
    cost = line(_("Cost"), max_length=120)
    is_step_free = forms.BooleanField(label=_("One gets in without steps"), required=False)
    accessibility = line(pgettext_lazy("event", "More on access"), max_length=300)

    field_order = (
        "title",
        "summary",
        "description",
        "categories",
        "start_date",
        "start_time",
        "end_date",
        "end_time",
        "repeats",
        "repeat_until",
    )

    def _offer(self, kommune: Kommune) -> None:
        for name in ("repeat_interval", "repeat_weekdays", "repeat_count"):
            del self.fields[name]
        self.fields["repeat_until"] = day(self.fields["repeat_until"].label)
        self.order_fields(self.field_order)
        shown = Category.objects.visible_to(kommune).values_list("slug", "name")
        self.fields["categories"].choices = list(shown)

    def clean(self) -> dict:
        found = self.cleaned_data
        start, last = found.get("start_date"), found.get("end_date")
        if start and last and last < start:
            self.add_error("end_date", _("The last day lies before the first."))
        begin, end = found.get("start_time"), found.get("end_time")
        if begin and end and end <= begin and (last or start) == start:
            self.add_error(
                "end_time",
                _("The end lies before the begin. After midnight? Add the last day."),
            )
        if end and not begin:
            self.add_error("start_time", _("Please say when it begins, too."))
        if not (found.get("place_name") or found.get("place_address") or found.get("is_online")):
            self.add_error("place_name", _("Where is it? Write a place, or tick “online”."))
        try:
            found["rrule"] = str(self.rule_of(found) or "")
        except RuleError as error:
            self.add_error("repeats", ValidationError(str(error)))
        return super().clean()

    @property
    def facts(self) -> dict:
        """The answers as JSON can hold them: days and times are text."""
        left_out = {"email", "consent", "repeats", "repeat_until"}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
            if name not in left_out and value not in ("", None)
        }


class ProposalForm(EventQuestions, GuardedForm):
    """For everybody: guarded, and with an address that has to be confirmed."""

    purpose = "event-proposal"

    organiser_name = line(_("Who invites?"), max_length=160, required=True)
    email = ReplyAddressField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("It is never published. We mail you a link to confirm it."),
        error_messages={
            "required": _("Please write an address: without it the event cannot be confirmed."),
            "invalid": _("Please write the address like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=CONSENT,
        error_messages={"required": _("Without this consent we may not keep the event.")},
    )

    def __init__(self, request: HttpRequest, *, kommune: Kommune, at: datetime):
        super().__init__(request, target="event", at=at)
        self._offer(kommune)


class InitiativeEventForm(EventQuestions):
    """For an initiative that has come by the link to its entry: who invites is known."""

    def __init__(self, data, *, kommune: Kommune):
        super().__init__(data)
        self._offer(kommune)
