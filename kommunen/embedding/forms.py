"""What editors choose about an embed, and the addresses that they type in."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kommunen.hosts import normalise_hostname, validate_origin
from kommunen.models import EmbedHostWish, Kommune

SCHEME = "https://"  # of an address that is typed without one
HEADING_LEVELS = ("1", "2", "3", "4")
LEVEL = forms.ChoiceField(
    label=_("Level of the heading"),
    choices=[(level, f"h{level}") for level in HEADING_LEVELS],
    initial="2",
    help_text=_("One below the heading that stands above it on your page."),
)
HEIGHT = forms.IntegerField(
    label=_("Height in pixels"),
    required=False,
    min_value=200,
    max_value=5000,
    help_text=_("For where no script is allowed. Leave empty for our proposal."),
)


class EmbedForm(forms.Form):
    """Base for the forms of `EmbedKind`; sent by GET, so that a choice has an address.

    A choice that is left out or broken is the first one: a preview is shown in any case.
    """

    def __init__(self, query: QueryDict, *, kommune: Kommune):
        self.kommune = kommune
        super().__init__(query if "kind" in query else None)

    @property
    def wishes(self) -> dict:
        """The cleaned data; what is unsent or broken is as nobody had chosen it."""
        if self.is_bound:
            self.full_clean()
        cleaned = getattr(self, "cleaned_data", {})
        return {name: cleaned.get(name, field.initial) for name, field in self.fields.items()}


class HostWishForm(forms.ModelForm):
    """A host that the town would like to be allowed; a whole address will do."""

    class Meta:
        model = EmbedHostWish
        fields = ("origin",)
        labels = {"origin": _("Address of your website")}
        help_texts = {"origin": _("For example https://www.stadt.example")}

    def __init__(self, *args, kommune: Kommune, **kwargs):
        super().__init__(*args, **kwargs)
        self.kommune = kommune
        # What people paste is a page; the model's own rule is for what is left of it.
        self.fields["origin"].validators = []

    def clean_origin(self) -> str:
        origin = origin_of(self.cleaned_data["origin"])
        if self.kommune.embed_hosts.filter(origin=origin).exists():
            raise ValidationError(_("This website may show your embeds already."))
        if self.kommune.embed_host_wishes.filter(origin=origin).exists():
            raise ValidationError(_("You have asked for this website already."))
        return origin


def origin_of(text: str) -> str:
    """Scheme, host and port of what somebody has pasted, in the written form.

    Raises:
        ValidationError: it is no address of a website.
    """
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"{SCHEME}{text}")
        port = f":{parts.port}" if parts.port else ""
        origin = f"{parts.scheme}://{normalise_hostname(parts.hostname or '')}{port}"
    except ValueError as error:
        raise ValidationError(_("This is no address of a website.")) from error
    validate_origin(origin)
    return origin


class CheckForm(forms.Form):
    url = forms.CharField(
        label=_("Address of the page"),
        max_length=500 - len(SCHEME),  # the table's, which holds the scheme as well
        help_text=_("The page of your website that is to show the embed, as in the address bar."),
    )

    def clean_url(self) -> str:
        url = self.cleaned_data["url"].strip().partition("#")[0]
        return url if "://" in url else f"{SCHEME}{url}"
