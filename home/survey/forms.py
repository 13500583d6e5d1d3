"""A step of a survey as a form, and what is carried from step to step inside the page."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from home.survey.asked import Answers, Step
from inbox.guard import Binding, check_origin


class StepForm(forms.Form):
    """Asks origin and token before it is valid, but leaves no mark anywhere.

    The token of the first step goes along through all: so many seconds hold for the whole.
    """

    def __init__(self, step: Step, request: HttpRequest, page, *, at: datetime, is_sent: bool):
        self.step, self.request, self.at = step, request, at
        self.binding = Binding(request.get_host().lower(), "survey", f"page:{page.pk}")
        super().__init__(request.POST if is_sent else None)
        for question in step.questions:
            self.fields |= question.fields()

    @property
    def took_bait(self) -> bool:
        return bool(self.data.get("subject"))

    @property
    def fresh_token(self) -> str:
        token = self.request.POST.get("token", "")
        try:
            self.binding.check(token, self.at)
        except ValidationError:
            return self.binding.issue(self.at)
        return token

    def clean(self) -> dict:
        if not self.errors:
            check_origin(self.request)
            self.binding.check(self.data.get("token", ""), self.at)
        return super().clean()

    def answers(self) -> Answers:
        """What was answered on this step; of a valid form."""
        read = {each.key: each.read(self.cleaned_data) for each in self.step.questions}
        return {key: answer for key, answer in read.items() if answer}

    def groups(self) -> list[tuple]:
        """Each question with its fields, for the template: of a table several."""
        return [
            (question, [self[name] for name in question.fields()])
            for question in self.step.questions
        ]

    def fill_in(self, answers: Answers) -> None:
        """Show what was answered before."""
        for question in self.step.questions:
            answer = answers.get(question.key)
            if isinstance(answer, dict):
                for at, row in enumerate(question.rows):
                    self.initial[f"{question.key}.{at}"] = answer.get(row)
            else:
                self.initial[question.key] = answer


@dataclass
class Carried:
    """Answers of the steps before, signed; no cookie, no session, nothing on the server."""

    page_id: int
    answers: Answers = field(default_factory=dict)
    visited: list[int] = field(default_factory=list)  # places of steps, in the order they came

    @classmethod
    def read(cls, page_id: int, text: str) -> Self:
        """What the page carried; nothing if it is not ours."""
        try:
            answers, visited = signing.loads(text, salt=_salt(page_id)) if text else ({}, [])
        except (signing.BadSignature, ValueError):
            answers, visited = {}, []
        return cls(page_id, answers, visited)

    @property
    def sealed(self) -> str:
        return signing.dumps([self.answers, self.visited], salt=_salt(self.page_id), compress=True)


def _salt(page_id: int) -> str:
    return f"home.survey {page_id}"
