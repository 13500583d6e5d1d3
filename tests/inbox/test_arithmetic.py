"""Arithmetic against spam, where a town wants it: a help, never the only gate."""

import json
from datetime import timedelta

import altcha
import pytest
from django.utils import timezone

from inbox import arithmetic, throttle
from kommunen.models import KommuneSettings
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.mitmachkarte.selfcare.conftest import hidden_fields, post

pytestmark = pytest.mark.django_db

URL = "/mitmachkarte/rad/melden/"
WORDS = {"reason": "wrong", "text": "Die Hausnummer stimmt nicht."}


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr(arithmetic, "COST", 1)


@pytest.fixture
def wanted(town):
    settings = KommuneSettings.for_site(town.site)
    settings.asks_for_arithmetic = True
    settings.save()


@pytest.fixture
def client(town, client_for):
    InitiativePageFactory(town=town, title="Rad", slug="rad")
    return client_for(town)


def solved(token, at=None):
    challenge = altcha.Challenge.from_dict(
        json.loads(arithmetic.challenge_for(token, at or timezone.now()))
    )
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def send(client, times, **more):
    """The statuses of this many reports, each from a display of its own."""
    found = []
    for number in range(times):
        fields = hidden_fields(client.get(URL))
        extra = {name: make(fields["token"]) for name, make in more.items()}
        text = f"{WORDS['text']} {number}"
        found.append(post(client, URL, {**WORDS, **fields, **extra, "text": text}).status_code)
    return found


def test_nothing_is_asked_unless_the_town_wants_it(client):
    assert "altcha" not in client.get(URL).text


def test_the_form_brings_all_of_it_from_our_own_host(client, wanted):
    text = client.get(URL).text

    assert "<altcha-widget" in text
    assert 'src="/static/inbox/vendor/altcha/' in text


def test_whoever_solves_it_has_the_usual_limit(client, wanted):
    assert 429 not in send(client, throttle.LIMIT_WITHOUT_ARITHMETIC + 2, altcha=solved)


def test_without_javascript_the_form_is_usable_a_few_times(client, wanted):
    few = throttle.LIMIT_WITHOUT_ARITHMETIC

    assert send(client, few + 1) == [302] * few + [429]


def test_a_solution_is_good_for_its_own_form(client):
    assert arithmetic.is_solved(solved("mine"), "mine")
    assert not arithmetic.is_solved(solved("another"), "mine")


def test_a_solution_gets_old():
    assert not arithmetic.is_solved(solved("mine", timezone.now() - timedelta(days=2)), "mine")


def forged(change):
    payload = altcha.Payload.from_base64(solved("mine"))
    change(payload)
    return payload.to_base64()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Unsinn",
        "e30=",
        "W10=",
        "bnVsbA==",
        "A" * 5_000,
        "eyJjaGFsbGVuZ2UiOiB7InBhcmFtZXRlcnMiOiBudWxsfSwgInNvbHV0aW9uIjogMX0=",
    ],
)
def test_nonsense_is_no_solution(text):
    assert not arithmetic.is_solved(text, "mine")


@pytest.mark.parametrize(
    "change",
    [
        lambda payload: setattr(payload.solution, "counter", -1),
        lambda payload: setattr(payload.solution, "derived_key", "00" * 32),
        lambda payload: setattr(payload.challenge, "signature", None),
        lambda payload: setattr(payload.challenge, "signature", "00" * 32),
        lambda payload: setattr(payload.challenge.parameters, "cost", 0),
        lambda payload: setattr(payload.challenge.parameters, "key_prefix", ""),
    ],
    ids=["counter", "key", "unsigned", "signature", "cost", "prefix"],
)
def test_a_forged_solution_is_none(change):
    assert not arithmetic.is_solved(forged(change), "mine")
