"""An initiative asks other towns by its link, and takes it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kommunen.models import EntryConsent
from kommunen.sharing import agreeing
from mitmachkarte.selfcare import care
from tests.factories.mitmachkarte import InitiativePageFactory

from .conftest import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative(town):
    return InitiativePageFactory(town=town, title="Fahrradküche", slug="rad")


@pytest.fixture
def url(town, initiative):
    return care.path(town, initiative, timezone.now() + timedelta(days=7)) + "anderswo/"


def test_it_asks_another_town(client, url, other_town):
    answer = post(client, url, {"other": "Nachbarstadt"})

    assert "angeboten" in answer.url
    consent = EntryConsent.objects.get()
    assert (consent.receiver, consent.state, consent.by_entry) == (other_town, "waiting", True)


def test_it_withdraws_what_is_shown(client, url, initiative, town, other_town):
    at = timezone.now()
    consent = agreeing.offer_entry(initiative, town, other_town, by_entry=True, at=at)
    agreeing.decide(consent, other_town, is_shown=True, at=at)
    assert "Stadt Nachbarstadt" in client.get(url).text

    post(client, url, {"withdraw": "nachbarstadt.example"})

    assert not EntryConsent.objects.exists()


@pytest.mark.parametrize("name", ["Musterstadt", "Nirgendwo", "<b>"])
def test_a_town_that_cannot_be_asked_is_told(client, url, name):
    answer = post(client, url, {"other": name})

    assert answer.status_code == 422
    assert not EntryConsent.objects.exists()


def test_what_a_town_has_declined_is_not_asked_again(client, url, initiative, town, other_town):
    at = timezone.now()
    consent = agreeing.offer_entry(initiative, town, other_town, by_entry=True, at=at)
    agreeing.decide(consent, other_town, is_shown=False, at=at)

    answer = post(client, url, {"other": "Nachbarstadt"})

    assert answer.status_code == 422
    assert "zeigt diesen Eintrag nicht" in answer.text


def test_a_forged_link_opens_nothing(client, url):
    assert post(client, url.replace("anderswo", "x/anderswo"), {}).status_code == 404
