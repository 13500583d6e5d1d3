import pytest
from django.core import mail
from django.utils import timezone

from inbox import outbox
from inbox.models import Submission
from kommunen.models import Role
from tests.factories.mitmachkarte import InitiativePageFactory

from .conftest import hidden_fields, post

pytestmark = pytest.mark.django_db

URL = "/mitmachkarte/rad/melden/"
ADA = "ada@familie.example"


@pytest.fixture(autouse=True)
def initiative(town):
    return InitiativePageFactory(town=town, title="Fahrradküche", slug="rad")


@pytest.fixture
def report(client):
    def send(**words):
        fields = {"reason": "wrong", "text": "Das Telefon stimmt nicht."}
        return post(client, URL, {**hidden_fields(client.get(URL)), **fields, **words})

    return send


@pytest.fixture
def desk(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


def test_the_entry_leads_to_the_form(client):
    assert f'href="{URL}"' in client.get("/mitmachkarte/rad/").text


def test_a_report_lands_on_the_towns_desk(client, report, desk):
    answer = report()

    assert "Vielen Dank" in client.get(answer["Location"]).text
    assert "Fahrradküche" in desk.get("/admin/").text
    assert "Fahrradküche" in desk.get("/admin/eingang/").text
    page = desk.get(f"/admin/eingang/{Submission.objects.get().pk}/").text
    assert "Etwas ist falsch oder veraltet" in page
    assert "Das Telefon stimmt nicht." in page


def test_it_is_settled_once(report, desk):
    report()
    url = f"/admin/eingang/{Submission.objects.get().pk}/"

    desk.post(url, {"decision": "accept"})
    again = desk.post(url, {"decision": "reject"}, follow=True)

    assert "inzwischen jemand anders" in again.content.decode()
    assert Submission.objects.get().state == "done"
    assert "Fahrradküche" not in desk.get("/admin/eingang/").text


def test_what_is_wrong_has_to_be_said(report):
    response = report(text="")

    assert response.status_code == 422
    assert "Bitte schreiben Sie, was falsch ist" in response.text


def test_an_address_that_nobody_confirmed_cannot_be_answered(report, desk):
    report(email=ADA)
    url = f"/admin/eingang/{Submission.objects.get().pk}/"

    page = desk.get(url).text
    assert ADA not in page
    assert "nicht bestätigt" in page
    desk.post(url, {"decision": "accept", "answer": "Danke!"})
    outbox.deliver_due(timezone.now())

    assert [sent.to for sent in mail.outbox] == [[ADA]]  # the question only


def test_a_confirmed_address_gets_the_answer(report, confirm, desk):
    report(email=ADA)
    confirm()

    url = f"/admin/eingang/{Submission.objects.get().pk}/"
    desk.post(url, {"decision": "accept", "answer": "Danke, berichtigt."})
    outbox.deliver_due(timezone.now())

    assert "Danke, berichtigt." in mail.outbox[-1].body


def test_the_question_repeats_nothing_that_was_typed(report):
    report(email=ADA, text="Kauft bei boese.example")

    assert "boese" not in mail.outbox[0].body


def test_the_desk_costs_a_fixed_number_of_queries(
    report, desk, django_assert_max_num_queries, town
):
    report()
    desk.get("/admin/eingang/")
    with django_assert_max_num_queries(60) as first:
        desk.get("/admin/eingang/")
    cost = len(first.captured_queries)
    for number in range(3):
        report(text=f"Falsch {number}")
    with django_assert_max_num_queries(cost):
        desk.get("/admin/eingang/")


def test_verwaltung_alone_does_not_read_reports(client_for, town, member, report):
    report()
    client = client_for(town, member(town, Role.VERWALTUNG))

    assert "Fahrradküche" not in client.get("/admin/eingang/", follow=True).content.decode()
    assert "Fahrradküche" not in client.get("/admin/").text


def test_nobody_reports_another_towns_entry(client_for, other_town):
    assert client_for(other_town).get(URL).status_code == 404
