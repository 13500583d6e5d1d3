"""What a survey may ask: the blocks from which editors build its steps."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import blocks

MOST_OPTIONS = 20
MOST_GRADES = 10


class QuestionBlock(blocks.StructBlock):
    """What all questions have in common."""

    question = blocks.CharBlock(max_length=200, label=pgettext_lazy("survey", "Question"))
    hint = blocks.CharBlock(required=False, max_length=200, label=gettext_lazy("Hint"))
    is_required = blocks.BooleanBlock(
        required=False,
        label=gettext_lazy("Has to be answered"),
        help_text=gettext_lazy("Better not: who must answer, leaves."),
    )

    class Meta:
        label_format = "{question}"


def _options(label: str) -> blocks.ListBlock:
    return blocks.ListBlock(
        blocks.CharBlock(max_length=120, label=gettext_lazy("Answer")),
        min_num=2,
        max_num=MOST_OPTIONS,
        label=label,
    )


class OptionsBlock(QuestionBlock):
    options = _options(gettext_lazy("Answers to choose from"))

    def clean(self, value):
        cleaned = super().clean(value)
        if len(set(cleaned["options"])) < len(cleaned["options"]):
            raise blocks.StructBlockValidationError(
                block_errors={"options": ValidationError(_("Two answers read the same."))}
            )
        return cleaned


class ChoiceBlock(OptionsBlock):
    class Meta:
        icon = "radio-full"
        label = pgettext_lazy("survey", "One answer")


class SeveralBlock(OptionsBlock):
    class Meta:
        icon = "check"
        label = pgettext_lazy("survey", "Several answers")


class ScaleBlock(QuestionBlock):
    grades = blocks.IntegerBlock(
        default=5, min_value=3, max_value=MOST_GRADES, label=gettext_lazy("Number of grades")
    )
    lowest = blocks.CharBlock(max_length=60, label=gettext_lazy("1 means"))
    highest = blocks.CharBlock(max_length=60, label=gettext_lazy("The highest grade means"))

    class Meta:
        icon = "order"
        label = pgettext_lazy("survey", "Scale")


class MatrixBlock(QuestionBlock):
    rows = _options(gettext_lazy("What is judged"))
    options = _options(gettext_lazy("Answers to choose from"))

    class Meta:
        icon = "table"
        label = pgettext_lazy("survey", "Table of choices")


class FreeTextBlock(QuestionBlock):
    class Meta:
        icon = "pilcrow"
        label = pgettext_lazy("survey", "Free text")


class QuestionsBlock(blocks.StreamBlock):
    choice = ChoiceBlock()
    several = SeveralBlock()
    scale = ScaleBlock()
    matrix = MatrixBlock()
    free_text = FreeTextBlock()


class StepBlock(blocks.StructBlock):
    """A page of the form. It may depend on an answer that was given before."""

    heading = blocks.CharBlock(max_length=120, label=gettext_lazy("Heading"))
    questions = QuestionsBlock(min_num=1, max_num=15, label=gettext_lazy("Questions"))
    only_if = blocks.CharBlock(
        required=False,
        max_length=120,
        label=gettext_lazy("Only for those who chose"),
        help_text=gettext_lazy(
            "An answer of an earlier step, word for word. Empty: for everybody."
        ),
    )

    class Meta:
        icon = "form"
        label = pgettext_lazy("survey", "Step")
        label_format = "{heading}"


class StepsBlock(blocks.StreamBlock):
    step = StepBlock()

    def clean(self, value):
        """Refuse a condition that no earlier step can fulfil."""
        cleaned = super().clean(value)
        earlier: set[str] = set()
        errors = {}
        for place, step in enumerate(cleaned):
            wanted = step.value["only_if"]
            if wanted and wanted not in earlier:
                error = ValidationError(_("No earlier step offers this answer."))
                errors[place] = blocks.StructBlockValidationError(block_errors={"only_if": error})
            for question in step.value["questions"]:
                if isinstance(question.block, OptionsBlock):
                    earlier |= set(question.value["options"])
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned
