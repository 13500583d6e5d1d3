"""A survey of three steps that runs, and somebody who fills it in."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from home.models import SurveyPage
from home.survey import slowing
from tests.factories.home import published

STEPS = [
    (
        "step",
        {
            "heading": "Wie Sie unterwegs sind",
            "questions": [
                (
                    "choice",
                    {
                        "question": "Womit fahren Sie am liebsten?",
                        "options": ["Fahrrad", "Bus"],
                        "is_required": True,
                    },
                ),
                ("several", {"question": "Was fehlt?", "options": ["Ständer", "Licht", "Bänke"]}),
            ],
        },
    ),
    (
        "step",
        {
            "heading": "Ihr Fahrrad",
            "only_if": "Fahrrad",
            "questions": [
                (
                    "scale",
                    {
                        "question": "Wie sicher fühlen Sie sich?",
                        "grades": 5,
                        "lowest": "gar nicht",
                        "highest": "sehr",
                    },
                ),
            ],
        },
    ),
    (
        "step",
        {
            "heading": "Zum Schluss",
            "questions": [
                (
                    "matrix",
                    {
                        "question": "Wie gut sind …",
                        "rows": ["die Wege", "die Ampeln"],
                        "options": ["gut", "schlecht"],
                    },
                ),
                ("free_text", {"question": "Was noch?"}),
            ],
        },
    ),
]


@pytest.fixture(autouse=True)
def _nobody_has_answered_yet() -> None:
    slowing.memory.clear()


@pytest.fixture
def survey(town) -> SurveyPage:
    today = timezone.localdate()
    page = SurveyPage(
        title="Mobil in Musterstadt",
        introduction="<p>Wir fragen, damit die Wege besser werden.</p>",
        steps=STEPS,
        closes_on=today + timedelta(days=14),
        erase_on=today + timedelta(days=100),
        fewest_answers=5,
    )
    published(page, town.site.root_page)
    return SurveyPage.objects.get(pk=page.pk)


def keys(page: SurveyPage) -> dict[str, str]:
    """Key of each question by its kind."""
    return {child.block_type: child.id for step in page.steps for child in step.value["questions"]}


def hidden_fields(html: str) -> dict[str, str]:
    """Token, answers so far and number of the step, as the page carries them."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return dict(found)


class Visitor:
    """Fills in the survey as a browser does, at a reader's pace."""

    def __init__(self, client, page: SurveyPage):
        self.client, self.page, self.keys = client, page, keys(page)
        self.url = f"/umfragen/{page.pk}/"
        self.html = client.get(f"/{page.slug}/").text

    def send(self, do: str = "next", **answers):
        """Answer the step that is shown; names are kinds of questions, `matrix_0` a row."""
        named = {
            self.keys[name] if name in self.keys else f"{self.keys['matrix']}.{name[-1]}": value
            for name, value in answers.items()
        }
        data = {**hidden_fields(self.html), "subject": "", "do": do, **named}
        with time_machine.travel(timezone.now() + timedelta(seconds=20), tick=False):
            response = self.client.post(
                self.url, data, headers={"origin": f"https://{self.page.get_site().hostname}"}
            )
        self.html = response.text
        return response

    def fill_in(self, by: str = "Fahrrad", **last):
        self.send(choice=by)
        if by == "Fahrrad":
            self.send(scale="4")
        return self.send(**last)


@pytest.fixture
def visitor(survey, town, client_for):
    """`visitor()` is somebody new each time."""

    def come() -> Visitor:
        return Visitor(client_for(town), survey)

    return come
