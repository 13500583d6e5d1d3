"""The questions of a survey as the rest of the room reads them, and which step comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inbox.forms import TextField

MOST_LETTERS = 1000  # of a free text

Answer = str | list[str] | dict[str, str]
Answers = dict[str, Answer]
"""Key of a question → what was chosen: a text, several texts, or row → text. Unanswered: absent."""


@dataclass(frozen=True)
class Question:
    key: str  # the block's own id, which stays when the question moves or is reworded
    kind: str  # "choice", "several", "scale", "matrix", "free_text"
    text: str
    hint: str
    is_required: bool
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    lowest: str = ""
    highest: str = ""

    def shown(self, option: str) -> str:
        """The option as people read it: of a scale both ends say what they mean."""
        ends = {"1": self.lowest, str(len(self.options)): self.highest}
        meaning = ends.get(option, "") if self.kind == "scale" else ""
        return f"{option} – {meaning}" if meaning else option

    @classmethod
    def of(cls, child) -> "Question":
        value = child.value
        grades = [str(grade + 1) for grade in range(value.get("grades") or 0)]
        return cls(
            key=child.id,
            kind=child.block_type,
            text=value["question"],
            hint=value["hint"],
            is_required=value["is_required"],
            options=tuple(value.get("options") or grades),
            rows=tuple(value.get("rows") or ()),
            lowest=value.get("lowest", ""),
            highest=value.get("highest", ""),
        )

    def fields(self) -> dict[str, forms.Field]:
        """The form's fields for it: one, or of a table one for each row."""
        common = {"required": self.is_required, "error_messages": {"required": MISSING}}
        match self.kind:
            case "several":
                widget = forms.CheckboxSelectMultiple
                return {self.key: _choices(forms.MultipleChoiceField, self, widget, **common)}
            case "matrix":
                return {
                    f"{self.key}.{place}": _choices(
                        forms.ChoiceField, self, forms.RadioSelect, label=row, **common
                    )
                    for place, row in enumerate(self.rows)
                }
            case "free_text":
                widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off"})
                hint = self.hint or _("Please name no people, addresses or numbers.")
                return {
                    self.key: TextField(
                        label=self.text,
                        help_text=hint,
                        max_length=MOST_LETTERS,
                        widget=widget,
                        **common,
                    )
                }
        return {self.key: _choices(forms.ChoiceField, self, forms.RadioSelect, **common)}

    def read(self, cleaned: dict) -> Answer | None:
        """The answer in a valid form's data; None if there is none."""
        if self.kind == "matrix":
            rows = {row: cleaned.get(f"{self.key}.{at}") for at, row in enumerate(self.rows)}
            return {row: chosen for row, chosen in rows.items() if chosen} or None
        return cleaned.get(self.key) or None


MISSING = gettext_lazy("Please answer this question.")


def _choices(field: type[forms.Field], question: Question, widget, label="", **common):
    return field(
        label=label or question.text,
        help_text=question.hint,
        choices=[(option, question.shown(option)) for option in question.options],
        widget=widget,
        **common,
    )


@dataclass(frozen=True)
class Step:
    place: int  # from 0
    heading: str
    questions: tuple[Question, ...]
    only_if: str

    def is_for(self, answers: Answers) -> bool:
        """Whether what was answered before leads here."""
        return not self.only_if or any(self.only_if in _chosen(each) for each in answers.values())


def steps_of(page) -> list[Step]:
    """The survey's steps, all of them."""
    return [
        Step(
            place,
            child.value["heading"],
            tuple(Question.of(each) for each in child.value["questions"]),
            child.value["only_if"],
        )
        for place, child in enumerate(page.steps)
    ]


def questions_of(page) -> list[Question]:
    return [question for step in steps_of(page) for question in step.questions]


def next_step(steps: list[Step], after: int, answers: Answers) -> Step | None:
    """The first step behind that place which is for who answered so; None at the end."""
    return next((each for each in steps[after + 1 :] if each.is_for(answers)), None)


def _chosen(answer: Answer) -> Iterable[str]:
    return answer if isinstance(answer, list) else [answer] if isinstance(answer, str) else []
