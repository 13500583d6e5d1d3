"""What was answered in earlier steps, carried through the page itself: no cookie, no session."""

from dataclasses import dataclass, field
from typing import Self

from django import forms
from django.core import signing
from django.http import QueryDict

from kommunen.models import Kommune

NOT_ANSWERS = {"answers", "do", "token", "subject"}


@dataclass
class Answers:
    """Raw form data by step; each step's form judges it again before anything is sent."""

    kommune: Kommune
    steps: dict[str, str] = field(default_factory=dict)  # step → urlencoded

    @classmethod
    def read(cls, text: str, kommune: Kommune) -> Self:
        """What the page carried; nothing, if it was carried by another town's or tampered with."""
        try:
            steps = signing.loads(text, salt=cls._salt(kommune)) if text else {}
        except signing.BadSignature:
            steps = {}
        return cls(kommune, steps)

    def keep(self, step: int, data: QueryDict) -> None:
        """Remember a step as it was typed, mistakes and all."""
        own = data.copy()
        for name in NOT_ANSWERS & own.keys():
            del own[name]
        self.steps[str(step)] = own.urlencode()

    def form(self, step: int, form_class: type[forms.Form]) -> forms.Form:
        """The step's form, filled in if it was before."""
        typed = self.steps.get(str(step))
        return form_class(None if typed is None else QueryDict(typed), kommune=self.kommune)

    @property
    def sealed(self) -> str:
        return signing.dumps(self.steps, salt=self._salt(self.kommune), compress=True)

    @staticmethod
    def _salt(kommune: Kommune) -> str:
        return f"mitmachkarte.answers {kommune.site_id}"
