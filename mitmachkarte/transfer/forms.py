"""What an editor fills in to import a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kommunen.models import Category, Kommune
from kommunen.tables import BadFile, check_size

from .planning import Answer, Choices, PlannedRow

ANSWERS = [
    ("", _("Please decide")),
    (str(Answer.UPDATE), _("Change the entry that is there")),
    (str(Answer.ADD), _("Add a new entry")),
    (str(Answer.SKIP), _("Leave the row out")),
]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # ours says it better
        help_text=_(
            "CSV, XLSX or GeoJSON, also from Karte von morgen. At most 20 MB and 20,000 entries."
            " Nothing is changed before you have seen what would happen."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json,.geojson"}),
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
        label=_("What becomes of the entries?"),
        choices=[("yes", _("Publish them")), ("no", _("Keep everything as a draft"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    category = forms.ModelChoiceField(
        label=_("Kind of engagement where the file names none"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=_("None; such entries stay drafts"),
    )
    confirm_outside = forms.BooleanField(
        label=_("Places outside the town are right"), required=False
    )
    swap = forms.BooleanField(
        label=_("Turn latitude and longitude round where they look swapped"), required=False
    )

    def __init__(self, *args, kommune: Kommune, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.visible_to(kommune)
        if not may_publish:
            del self.fields["publish"]

    def choices(self, answers: dict[int, Answer]) -> Choices:
        cleaned = self.cleaned_data
        return Choices(
            publish=cleaned.get("publish", False),
            confirm_outside=cleaned["confirm_outside"],
            swap=cleaned["swap"],
            answers=answers,
            category=cleaned["category"],
        )

    @staticmethod
    def initial_of(choices: Choices) -> dict:
        return {
            "publish": "yes" if choices.publish else "no",
            "category": choices.category,
            "confirm_outside": choices.confirm_outside,
            "swap": choices.swap,
        }


def answer_name(row: PlannedRow | int) -> str:
    """Name of the form field in which a duplicate is decided."""
    return f"answer-{row if isinstance(row, int) else row.number}"


def answers_in(data: dict) -> dict[int, Answer]:
    """Decisions about rows; what is none is left out."""
    found = {}
    for name, value in data.items():
        number = name.removeprefix("answer-")
        is_number = number != name and number.isascii() and number.isdecimal() and len(number) < 6
        if is_number and value in (Answer.UPDATE, Answer.ADD, Answer.SKIP):
            found[int(number)] = Answer(value)
    return found
