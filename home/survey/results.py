"""What came of a survey: numbers from so many answers up, and texts that were let through.

Nobody sees results while answers still come in, editors neither: whoever looks before and after
an answer would know it.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.utils import timezone

from home.models import SurveyPage, SurveyText
from home.models.survey import FEWEST_ANSWERS
from home.survey.asked import Question, questions_of


@dataclass(frozen=True)
class Count:
    option: str
    number: int
    share: float  # of those who answered the question, 0 to 1

    @property
    def percent(self) -> int:
        return round(self.share * 100)


@dataclass(frozen=True)
class Table:
    """Counts of one question, or of one row of a table of choices.

    None where fewer have answered this one than may be shown at all: a step that is only for some
    makes small groups, in which one knows the people.
    """

    heading: str
    counts: list[Count]
    number: int  # who answered it

    @property
    def is_enough(self) -> bool:
        return self.number >= FEWEST_ANSWERS


@dataclass(frozen=True)
class Result:
    question: Question
    tables: list[Table]
    texts: list[str]


@dataclass(frozen=True)
class Results:
    number: int
    fewest: int
    is_open: bool
    questions: list[Result] = field(default_factory=list)  # empty unless `may_be_shown`

    @property
    def may_be_shown(self) -> bool:
        return self.number >= self.fewest and not self.is_open


def results_of(page: SurveyPage, *, states: tuple[str, ...]) -> Results:
    """The results; of free texts those in one of the states, in an order of their own.

    What is public decides whether they may be shown, not a draft of it: a preview with another
    last day would open them. Three queries, whatever was asked.
    """
    page = SurveyPage.objects.get(pk=page.pk)
    answers = list(page.answers.values_list("answers", flat=True))
    is_open = page.is_open_on(timezone.localdate())
    found = Results(len(answers), page.fewest_answers, is_open)
    if not found.may_be_shown:
        return found
    shown = page.texts.filter(state__in=states).order_by("text")
    texts = list(shown.values_list("question", "text"))
    questions = [_result(question, answers, texts) for question in questions_of(page)]
    return replace(found, questions=questions)


def public_results(page: SurveyPage) -> Results | None:
    """What citizens see once the survey is closed; None if the town keeps it to itself."""
    return results_of(page, states=(SurveyText.State.SHOWN,)) if page.shows_results else None


def _result(question: Question, answers: list[dict], texts: list[tuple[str, str]]) -> Result:
    given = [each[question.key] for each in answers if question.key in each]
    if question.kind == "free_text":
        return Result(question, [], [text for key, text in texts if key == question.key])
    if question.kind == "matrix":
        rows = [
            _table(row, question, [each[row] for each in given if row in each])
            for row in question.rows
        ]
        return Result(question, rows, [])
    return Result(question, [_table("", question, given)], [])


def _table(heading: str, question: Question, given: list) -> Table:
    chosen = Counter()
    for each in given:
        chosen.update(each if isinstance(each, list) else [each])
    number = len(given)
    if number < FEWEST_ANSWERS:
        return Table(heading, [], number)
    counts = [
        Count(question.shown(option), chosen[option], chosen[option] / number)
        for option in question.options
    ]
    return Table(heading, counts, number)
