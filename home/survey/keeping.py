"""What is kept of an answer, so that nothing in the database tells the order in which they came.

A key that counts up, and the place of a row in its table, would say who answered first. So keys
are drawn by lot, and whenever an answer comes in, the day's answers are written anew in a new
order. Free texts are kept apart, without a day: a way of writing shall not open the other answers.
"""

import random
import re
import secrets
from datetime import date, datetime

from django.db import models, transaction
from django.utils.timezone import localdate

from home.models import SurveyAnswer, SurveyPage, SurveyText
from home.survey.asked import Answers, questions_of

MOST_MIXED = 200
"""Of a busy day not all rows are written anew, only so many of them, chosen by lot."""

_lot = random.SystemRandom()
_MAIL = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"(?:\+|\b0)[\d /().-]{5,}\d")


@transaction.atomic
def keep(page: SurveyPage, answers: Answers, day: date) -> None:
    """Keep one filled-in form."""
    SurveyPage.objects.select_for_update().get(pk=page.pk)  # one at a time: they are mixed
    free = {each.key for each in questions_of(page) if each.kind == "free_text"}
    chosen = {key: answer for key, answer in answers.items() if key not in free}
    _mix_in(SurveyAnswer(page=page, day=day, answers=chosen), page.answers.filter(day=day))
    for key in sorted(free & answers.keys()):
        text = without_addresses(str(answers[key]))
        _mix_in(
            SurveyText(page=page, question=key, text=text),
            page.texts.filter(question=key, state=SurveyText.State.WAITING),
        )


def without_addresses(text: str) -> str:
    """The text without what leads to a person: mail addresses and telephone numbers."""
    return _NUMBER.sub("[…]", _MAIL.sub("[…]", text))


def erase(at: datetime) -> int:
    """Delete the answers of surveys whose day has come; return how many rows."""
    today = localdate(at)
    count = 0
    for model in (SurveyAnswer, SurveyText):
        deleted, _each = model.objects.filter(page__erase_on__lte=today).delete()
        count += deleted
    return count


def _mix_in(new: models.Model, others: models.QuerySet) -> None:
    others = list(others)
    mixed = [new, *_lot.sample(others, min(len(others), MOST_MIXED))]
    type(new).objects.filter(pk__in=[each.pk for each in mixed[1:]]).delete()
    _lot.shuffle(mixed)
    for each in mixed:
        each.pk = secrets.randbits(62)
    type(new).objects.bulk_create(mixed)
