"""What an editor fills in to import events, and how it waits until it is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kommunen.models import Category, Kommune
from kommunen.tables import BadFile, check_size

from .planning import Choices


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # ours says it better
        help_text=_(
            "A calendar (.ics) of any program, or a table (CSV, XLSX). At most 10 MB and 3,000"
            " events. Nothing is changed before you have seen what would happen."
        ),
        widget=forms.FileInput(attrs={"accept": ".ics,.ical,.csv,.xlsx,text/calendar"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
        return file


class ChoicesForm(forms.Form):
    """What holds for the whole file."""

    publish = forms.TypedChoiceField(
        label=_("What becomes of the events?"),
        choices=[("yes", _("Publish them")), ("no", _("Keep everything as a draft"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    category = forms.ModelChoiceField(
        label=_("Kind of engagement where the file names none"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    leave_out_bad = forms.BooleanField(
        label=_("Leave out events that cannot be taken over, import the others"), required=False
    )

    def __init__(self, *args, kommune: Kommune, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.visible_to(kommune)
        if not may_publish:
            del self.fields["publish"]

    def kept(self) -> dict:
        """For the JSON field of a waiting import."""
        category = self.cleaned_data["category"]
        return {
            "publish": self.cleaned_data.get("publish", False),
            "leave_out_bad": self.cleaned_data["leave_out_bad"],
            "category": category.pk if category else None,
        }


def initial_of(choices: Choices) -> dict:
    return {
        "publish": "yes" if choices.publish else "no",
        "category": choices.category,
        "leave_out_bad": choices.leave_out_bad,
    }


def choices_of(stored: dict, kommune: Kommune, may_publish: bool) -> Choices:
    """As they were kept; who may not publish never does."""
    categories = Category.objects.visible_to(kommune)
    return Choices(
        publish=may_publish and stored.get("publish", True),
        leave_out_bad=stored.get("leave_out_bad", False),
        category=categories.filter(pk=stored.get("category")).first(),
    )
