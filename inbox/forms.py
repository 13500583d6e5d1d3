"""Public forms without cookie or session. Every one descends from `GuardedForm`."""

from datetime import datetime

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kommunen.plaintext import count_links, one_line, running_text
from kommunen.tenancy import settings_for, site_for

from . import arithmetic, throttle
from .guard import Binding, check_origin
from .relay import Letter

MAX_LINKS = 3


class LineField(forms.CharField):
    """One line: line ends and control characters can reach neither a header nor a log."""

    def to_python(self, value: object) -> str:
        return super().to_python(one_line(value) if isinstance(value, str) else value)


class TextField(forms.CharField):
    """Several lines of plain text."""

    widget = forms.Textarea

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Without `maxlength`: browsers cut off pasted text without a word, we say so."""
        return {}

    def to_python(self, value: object) -> str:
        return super().to_python(running_text(value) if isinstance(value, str) else value)


class ReplyAddressField(forms.EmailField):
    """One address that a mail program can answer. Quoted local parts would let anything in."""

    def clean(self, value: object) -> str:
        address = super().clean(value)
        if '"' in address:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return address


class GuardedForm(forms.Form):
    """Asks origin, token and rate before it is valid. Render `inbox/guard_fields.html` in it.

    Filled-in bait is no error: ask `took_bait` before `is_valid()` and answer as if all went
    well, so that the machine learns nothing.

    Args:
        request: The form is bound to its POST data, if it is a POST.
        target: What the form is about, e.g. "initiative:12"; with `purpose` and the host
            it binds the token.
        at: The present moment.
    """

    purpose: str

    def __init__(self, request: HttpRequest, *, target: str, at: datetime, **kwargs):
        self.request, self.at = request, at
        self.binding = Binding(request.get_host().lower(), self.purpose, target)
        super().__init__(request.POST if request.method == "POST" else None, **kwargs)

    @cached_property
    def fresh_token(self) -> str:
        return self.binding.issue(self.at)

    @property
    def arithmetic(self) -> str:
        """What the browser is to work out meanwhile; empty if the town does not want that."""
        return arithmetic.challenge_for(self.fresh_token, self.at) if self._is_asked else ""

    @property
    def took_bait(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("subject"))

    @property
    def status(self) -> int:
        """HTTP status of the page that shows the form."""
        if not self.errors:
            return 200
        return 429 if self.has_error(NON_FIELD_ERRORS, "rate") else 422

    def clean(self) -> dict:
        if not self.errors:  # a form with mistakes sends nothing: it needs no guard, and no count
            check_origin(self.request)
            self.binding.check(self.data.get("token", ""), self.at)
            throttle.admit(self.request, site_for(self.request), self.at, self._limit)
        return super().clean()

    @property
    def _is_asked(self) -> bool:
        return settings_for(self.request).asks_for_arithmetic

    @property
    def _limit(self) -> int:
        """How many may be sent in an hour; few by who left the arithmetic undone."""
        sent = self.data.get("altcha", ""), self.data.get("token", "")
        if self._is_asked and not arithmetic.is_solved(*sent):
            return throttle.LIMIT_WITHOUT_ARITHMETIC
        return throttle.LIMIT


class MessageForm(GuardedForm):
    """A message to somebody whose address the visitor does not get to see."""

    purpose = "message"

    name = LineField(
        label=_("Your name"),
        max_length=80,
        error_messages={"required": _("Please write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = ReplyAddressField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Please write your e-mail address, or no answer can reach you."),
            "invalid": _("Please write the address like name@example.org."),
        },
        help_text=_("The answer goes there. The address is not published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = TextField(
        label=_("Your message"),
        max_length=5000,
        help_text=_("5,000 characters at most."),
        error_messages={
            "required": _("Please write your message."),
            "max_length": _(
                "The text is longer than %(limit_value)d characters. Please shorten it."
            ),
        },
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )

    def clean_message(self) -> str:
        text = self.cleaned_data["message"]
        if count_links(text) > MAX_LINKS:
            raise ValidationError(
                ngettext_lazy(
                    "The message may contain %(limit)s link at most. Please remove some.",
                    "The message may contain %(limit)s links at most. Please remove some.",
                    MAX_LINKS,
                ),
                code="links",
                params={"limit": MAX_LINKS},
            )
        return text

    def letter(self) -> Letter:
        """What is to be delivered. Sent twice from one display of the form, it is one letter."""
        return Letter(
            purpose=self.purpose,
            sender=self.cleaned_data["name"],
            reply_to=self.cleaned_data["email"],
            text=self.cleaned_data["message"],
            page=self.cleaned_data.get("page", ""),
            token=self.data["token"],
        )


class BarrierForm(MessageForm):
    """A report of something that cannot be used, to the town (BITVNRW, section 5)."""

    purpose = "barrier"

    page = LineField(
        label=_("Which page is it about?"),
        max_length=500,
        required=False,
        help_text=_("The address from the top line of your browser, or the title of the page."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ("page", "message", "name", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["message"].error_messages["required"] = _("Please write what does not work.")
        self.fields["message"].label = _("What does not work?")
        self.fields["message"].help_text = _(
            "Tell us what you wanted to do, and which aids you use if that matters. "
            "5,000 characters at most."
        )
