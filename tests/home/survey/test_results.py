"""Results come after the last day, from enough answers up, and free texts once they were read."""

import csv
import io
from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from home.models import SurveyAnswer, SurveyPage, SurveyText
from home.survey import keeping
from kommunen.models import Role
from tests.home.survey.conftest import keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(survey) -> SurveyPage:
    """Six have answered: four ride, two take the bus; one writes a formula."""
    asked, today = keys(survey), timezone.localdate()
    for number in range(6):
        by = "Fahrrad" if number < 4 else "Bus"
        answers = {
            asked["choice"]: by,
            asked["several"]: ["Licht"] if number % 2 else ["Licht", "Bänke"],
            asked["matrix"]: {"die Wege": "gut"},
        }
        keeping.keep(survey, answers, today)
    keeping.keep(survey, {asked["free_text"]: "=2+5"}, today)
    return survey


@pytest.fixture
def closed(answered) -> SurveyPage:
    SurveyPage.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    return SurveyPage.objects.get(pk=answered.pk)


@pytest.fixture
def desk(town, client_for, member):
    return client_for(town, member(town, Role.REDAKTION, Role.FREIGABE))


def results(page: SurveyPage) -> str:
    return reverse("home_survey:results", args=[page.pk])


def test_while_it_runs_the_town_sees_only_how_many(desk, answered):
    html = desk.get(results(answered)).text
    assert "Bisher haben 7 Personen geantwortet." in html
    assert "Fahrrad" not in html
    assert "=2+5" not in html
    export = reverse("home_survey:export", args=[answered.pk, "csv"])
    assert desk.get(export).status_code == 404


def test_after_the_last_day_everybody_sees_the_counts(town, client_for, desk, closed):
    for html in (client_for(town).get(f"/{closed.slug}/").text, desk.get(results(closed)).text):
        assert "Womit fahren Sie am liebsten?" in html
        assert "67 %" in html  # four of the six who answered this question


def test_too_few_answers_are_shown_to_nobody(town, client_for, desk, closed):
    SurveyPage.objects.update(fewest_answers=8)
    for html in (client_for(town).get(f"/{closed.slug}/").text, desk.get(results(closed)).text):
        assert "Weniger als 8 Personen haben geantwortet." in html
        assert "67 %" not in html


def test_a_question_that_few_have_answered_is_not_counted(town, client_for, closed):
    asked = keys(closed)
    for _few in range(4):
        keeping.keep(closed, {asked["scale"]: "1"}, timezone.localdate())
    html = client_for(town).get(f"/{closed.slug}/").text
    assert "Zu wenige haben darauf geantwortet" in html
    assert "gar nicht" not in html


def test_a_preview_with_another_last_day_opens_no_results(desk, answered):
    answered.closes_on = timezone.localdate() - timedelta(days=1)
    answered.save_revision(clean=False)
    draft = desk.get(reverse("wagtailadmin_pages:view_draft", args=[answered.pk])).text
    assert "67 %" not in draft
    assert "67 %" not in desk.get(results(answered)).text


def test_nobody_ends_a_running_survey_at_once_or_opens_an_ended_one(answered):
    answered.closes_on = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError, match="frühestens heute"):
        answered.full_clean()
    SurveyPage.objects.update(closes_on=answered.closes_on)
    answered.closes_on = timezone.localdate() + timedelta(days=3)
    with pytest.raises(ValidationError, match="nicht wieder geöffnet"):
        answered.full_clean()


def test_a_town_may_keep_the_results_to_itself(town, client_for, closed):
    SurveyPage.objects.update(shows_results=False)
    assert "67 %" not in client_for(town).get(f"/{closed.slug}/").text


def test_a_free_text_is_shown_once_it_was_let_through(town, client_for, desk, closed):
    url = f"/{closed.slug}/"
    assert "=2+5" not in client_for(town).get(url).text
    desk.post(results(closed), {"do": "show", "text": SurveyText.objects.get().pk})
    assert "=2+5" in client_for(town).get(url).text
    desk.post(results(closed), {"do": "hide", "text": SurveyText.objects.get().pk})
    assert "=2+5" not in client_for(town).get(url).text


def test_files_hold_counts_and_no_formula(desk, closed):
    table = desk.get(reverse("home_survey:export", args=[closed.pk, "csv"])).content
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert ["Womit fahren Sie am liebsten?", "", "Fahrrad", "4", "67"] in rows
    assert ["Wie gut sind …", "die Wege", "gut", "6", "100"] in rows
    assert ["Was noch?", "", "'=2+5", "", ""] in rows

    book = load_workbook(
        io.BytesIO(desk.get(reverse("home_survey:export", args=[closed.pk, "xlsx"])).content)
    )
    assert "'=2+5" in [row[2].value for row in book.active.iter_rows()]


def test_another_towns_results_do_not_exist_here(other_town, client_for, member, closed):
    neighbour = client_for(other_town, member(other_town, Role.FREIGABE))
    for name in ("results", "data_sheet"):
        url = reverse(f"home_survey:{name}", args=[closed.pk])
        assert neighbour.get(url).status_code == 404


def test_the_data_sheet_tells_the_facts_of_this_survey(desk, survey):
    html = desk.get(reverse("home_survey:data_sheet", args=[survey.pk])).text
    for fact in ("Womit fahren Sie am liebsten?", "5 Antworten innerhalb von 10 Minuten"):
        assert fact in html


def test_answers_are_deleted_on_their_day(answered):
    noon = datetime.combine(answered.erase_on, time(12), timezone.get_default_timezone())
    assert keeping.erase(noon - timedelta(days=1)) == 0
    assert keeping.erase(noon) == 8
    assert not SurveyAnswer.objects.exists()


def test_the_number_of_queries_does_not_depend_on_the_answers(closed, town, client_for):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client_for(town).get(f"/{closed.slug}/")
        return len(queries)

    before = cost()
    for _more in range(5):
        keeping.keep(closed, {keys(closed)["choice"]: "Bus"}, timezone.localdate())
    assert cost() == before
