"""Reports become cases; the town answers them from its desk."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from inbox import outbox
from inbox.models import BarrierCase
from kommunen.models import Role
from tests.factories.inbox import filled, send

pytestmark = pytest.mark.django_db
LIST = "/admin/barrieren/"


@pytest.fixture
def desk(town, client_for, member):
    """A browser of the town's Redaktion."""
    return client_for(town, member(town, Role.REDAKTION))


def test_a_sent_form_is_a_case(town, client_for):
    data = filled(town, "barrier", purpose="barrier", page="Start", message="Der Kontrast fehlt.")
    send(client_for(town), town, "/barriere-melden/", data)
    send(client_for(town), town, "/barriere-melden/", data)  # twice from one display

    case = BarrierCase.objects.get()
    assert (case.site, case.page, case.text) == (town.site, "Start", "Der Kontrast fehlt.")
    assert (case.due_on - case.received_on).days == 14


def test_a_robot_that_takes_the_bait_makes_no_case(town, client_for):
    data = filled(town, "barrier", purpose="barrier", subject="Gewinn")
    send(client_for(town), town, "/barriere-melden/", data)
    assert not BarrierCase.objects.exists()


def test_the_first_page_and_the_list_name_open_reports(desk, case):
    for url in ("/admin/", LIST):
        assert "Mitmachkarte" in desk.get(url).text


def test_without_reports_the_list_says_so(desk, town):
    assert "Niemand hat eine Barriere gemeldet." in desk.get(LIST).text


def test_an_answer_goes_to_who_reported_and_names_the_ombuds_office(desk, case):
    desk.post(
        reverse("inbox_barriers:case", args=[case.pk]),
        {"kind": "answer", "text": "Die Karte lässt sich jetzt verlassen."},
    )
    outbox.deliver_due(timezone.now())

    (answer,) = mail.outbox
    assert answer.to == ["erika@familie-beispiel.example"]
    assert answer.reply_to == ["barrierefrei@stadt.example"]
    assert "Die Karte lässt sich jetzt verlassen." in answer.body
    assert "https://www.lbbp.nrw.de/ombudsstelle" in answer.body
    case.refresh_from_db()
    assert case.stage == BarrierCase.Stage.ANSWERED


def test_an_empty_answer_is_asked_for(desk, case):
    response = desk.post(
        reverse("inbox_barriers:case", args=[case.pk]), {"kind": "answer", "text": " "}
    )
    assert "Bitte schreiben Sie, was Sie antworten." in response.text
    case.refresh_from_db()
    assert case.answered_on is None


def test_without_an_address_the_answer_is_noted_and_nothing_is_sent(desk, case):
    BarrierCase.objects.update(email="")
    desk.post(
        reverse("inbox_barriers:case", args=[case.pk]), {"kind": "answer", "text": "Am Telefon."}
    )
    outbox.deliver_due(timezone.now())
    assert mail.outbox == []
    assert BarrierCase.objects.get().answer == "Am Telefon."


def test_the_second_answer_says_that_somebody_was_quicker(desk, case):
    url = reverse("inbox_barriers:case", args=[case.pk])
    desk.post(url, {"kind": "answer", "text": "Behoben."})
    response = desk.post(url, {"kind": "answer", "text": "Auch behoben."}, follow=True)
    assert "Jemand anderes hat schon geantwortet." in response.text
    assert BarrierCase.objects.get().answer == "Behoben."


def test_another_towns_reports_do_not_exist_here(other_town, client_for, member, case):
    neighbour = client_for(other_town, member(other_town, Role.VERWALTUNG))
    assert neighbour.get(reverse("inbox_barriers:case", args=[case.pk])).status_code == 404
    assert not neighbour.get(LIST).context["cases"]
