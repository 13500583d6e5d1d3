from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from inbox.models import Submission
from inbox.submissions import retention
from inbox.submissions.kinds import Confirmation, Kind, submission_kinds
from tests.mitmachkarte.selfcare.conftest import link_in

pytestmark = pytest.mark.django_db

confirmed = []
ASKED = Kind(
    name="test",
    label="Probe",
    rows=lambda submission: [],
    confirmation=Confirmation(
        mail_sentence="jemand hat etwas geschickt.",
        question="Stimmt das?",
        button="Ja",
        thanks="Danke.",
        confirmed=lambda submission, at: confirmed.append(submission.pk),
    ),
)


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    confirmed.clear()
    monkeypatch.setattr(submission_kinds, "_entries", [ASKED])


@pytest.fixture
def submission(town):
    return Submission.objects.create(
        site=town.site,
        key="eins",
        kind="test",
        state="unconfirmed",
        about="Etwas",
        email="ada@familie.example",
        created_at=timezone.now(),
    )


@pytest.fixture
def client(town, client_for):
    return client_for(town)


@pytest.fixture
def link(town, submission):
    from inbox.submissions import confirmation

    confirmation.ask(town, submission, timezone.now())
    return link_in(mail.outbox[0])


def test_only_the_button_confirms(client, link, submission):
    assert "Stimmt das?" in client.get(link).text
    assert confirmed == []

    client.post(link)
    assert confirmed == [submission.pk]


def test_it_counts_once(client, link):
    client.post(link)
    client.post(link)

    assert len(confirmed) == 1


@pytest.mark.parametrize("change", [lambda url: url[:-4] + "AAA/", lambda url: "/bestaetigen/x/"])
def test_a_forged_link_opens_nothing(client, link, change):
    response = client.post(change(link))

    assert response.status_code == 410
    assert "Dieser Link gilt nicht." in response.text
    assert confirmed == []


def test_a_link_that_is_too_old_offers_a_new_one(client, link, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=4))

    page = client.get(link)
    assert page.status_code == 410
    assert "Neuen Link" in page.text
    client.post(link)
    assert confirmed == []

    client.post(link_in(mail.outbox[-1]))
    assert len(confirmed) == 1


def test_what_nobody_confirms_is_deleted(submission):
    now = timezone.now()

    assert retention.forget(now + timedelta(days=13)) == 0
    assert retention.forget(now + timedelta(days=15)) == 1
    assert not Submission.objects.exists()


def test_the_record_of_a_consent_outlives_its_facts(town, submission):
    submission.state, submission.consent = "done", "Ich stimme zu."
    submission.decided_at = submission.confirmed_at = timezone.now()
    submission.page, submission.facts = town.site.root_page, {"title": "Etwas"}
    submission.save()

    retention.forget(timezone.now() + timedelta(days=91))

    kept = Submission.objects.get()
    assert kept.consent == "Ich stimme zu."
    assert (kept.email, kept.facts) == ("", {})
