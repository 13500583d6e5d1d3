"""A survey is answered step by step, without script, cookie or session."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import SurveyAnswer, SurveyPage, SurveyText
from home.survey import slowing
from tests.factories.inbox import send

pytestmark = pytest.mark.django_db


def test_answers_of_all_steps_are_kept_at_the_end_and_not_before(visitor, survey):
    somebody = visitor()
    somebody.send(choice="Fahrrad", several=["Licht", "Bänke"])
    somebody.send(scale="4")
    assert not SurveyAnswer.objects.exists()

    response = somebody.send(matrix_0="gut", matrix_1="schlecht", free_text="Mehr Bäume.")

    assert response.headers["Location"].endswith("?danke=1")
    kept = SurveyAnswer.objects.get()
    assert kept.day == timezone.localdate()
    assert kept.answers == {
        somebody.keys["choice"]: "Fahrrad",
        somebody.keys["several"]: ["Licht", "Bänke"],
        somebody.keys["scale"]: "4",
        somebody.keys["matrix"]: {"die Wege": "gut", "die Ampeln": "schlecht"},
    }
    assert SurveyText.objects.get().text == "Mehr Bäume."


def test_a_step_that_is_not_for_me_is_left_out(visitor):
    somebody = visitor()
    somebody.send(choice="Bus")
    assert "Zum Schluss" in somebody.html
    assert "Ihr Fahrrad" not in somebody.html


def test_what_was_answered_on_a_way_not_taken_is_not_kept(visitor):
    somebody = visitor()
    somebody.send(choice="Fahrrad")
    somebody.send(scale="5")
    somebody.send(do="back")
    somebody.send(do="back")
    somebody.send(choice="Bus")
    somebody.send()
    assert somebody.keys["scale"] not in SurveyAnswer.objects.get().answers


def test_the_way_back_shows_what_was_answered(visitor):
    somebody = visitor()
    somebody.send(choice="Fahrrad")
    somebody.send(do="back")
    assert 'value="Fahrrad"' in somebody.html
    assert "checked" in somebody.html


def test_an_unanswered_required_question_is_asked_for(visitor):
    somebody = visitor()
    response = somebody.send()
    assert response.status_code == 422
    assert "Bitte beantworten Sie diese Frage." in somebody.html


def test_an_answer_that_is_not_offered_is_refused(visitor):
    assert visitor().send(choice="Pferd").status_code == 422


def test_forged_answers_of_earlier_steps_are_not_taken(visitor):
    somebody = visitor()
    somebody.send(choice="Bus")
    somebody.html = somebody.html.replace('name="answers" value="', 'name="answers" value="x')
    somebody.send()
    assert somebody.keys["choice"] not in SurveyAnswer.objects.get().answers


@pytest.mark.parametrize("step", ["", "-1", "99", "zwei", "9" * 5000])
def test_a_step_that_does_not_exist_is_not_found(survey, town, client_for, step: str):
    data = {"step": step, "token": "x", "subject": ""}
    assert send(client_for(town), town, f"/umfragen/{survey.pk}/", data).status_code == 404


def test_the_way_back_bears_a_survey_that_was_shortened_meanwhile(visitor, survey):
    somebody = visitor()
    somebody.send(choice="Fahrrad")
    somebody.send(scale="4")
    survey.steps = [(step.block_type, step.value) for step in survey.steps][:1]
    survey.save()
    somebody.html = somebody.html.replace('name="step" value="2"', 'name="step" value="0"')
    assert somebody.send(do="back").status_code == 200


def test_pressed_twice_is_answered_once(visitor):
    somebody = visitor()
    somebody.send(choice="Bus")
    last = somebody.html
    somebody.send()
    somebody.html = last
    somebody.send()
    assert SurveyAnswer.objects.count() == 1


def test_a_flood_from_one_network_is_slowed_down(visitor):
    for _answer in range(slowing.MOST):
        visitor().fill_in("Bus")
    response = visitor().fill_in("Bus")
    assert response.status_code == 422
    assert "in zehn Minuten" in response.text
    assert SurveyAnswer.objects.count() == slowing.MOST
    slowing.memory.clear()  # ten minutes later
    visitor().fill_in("Bus")
    assert SurveyAnswer.objects.count() == slowing.MOST + 1


def test_a_machine_that_takes_the_bait_leaves_nothing(visitor, survey, town, client_for):
    data = {"step": "0", "subject": "Gewinn", "token": "x"}
    send(client_for(town), town, f"/umfragen/{survey.pk}/", data)
    assert not SurveyAnswer.objects.exists()


def test_who_comes_too_late_is_told(visitor, survey):
    somebody = visitor()
    SurveyPage.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    response = somebody.send(choice="Bus")
    assert response.status_code == 410
    assert "Ihre Antworten wurden nicht gespeichert" in response.text


def test_a_draft_and_another_towns_survey_take_no_answers(survey, town, other_town, client_for):
    data = {"step": "0", "token": "x", "subject": ""}
    url = f"/umfragen/{survey.pk}/"
    assert send(client_for(other_town), other_town, url, data).status_code == 404
    SurveyPage.objects.update(live=False)
    assert send(client_for(town), town, url, data).status_code == 404


def test_no_cookie_is_set_on_the_way(visitor):
    somebody = visitor()
    response = somebody.fill_in("Bus")
    assert not response.cookies
    assert not somebody.client.cookies
