from types import SimpleNamespace

import pytest
from django.core import mail

from inbox.models import OutgoingMail, Submission
from kommunen.models import EntryConsent, Role
from mitmachkarte.models import InitiativePage
from tests.factories.mitmachkarte import InitiativePageFactory

from .hostile_requests import HARMLESS, REQUESTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(town, other_town, client_for, member):
    return SimpleNamespace(
        town=town,
        other_town=other_town,
        client=client_for(town),
        desk=client_for(town, member(town, Role.FREIGABE)),
        page=InitiativePageFactory(town=town, title="Rad", slug="rad"),
        foreign=InitiativePageFactory(town=other_town, title="Fremd", slug="fremd"),
    )


def everything():
    """What a visitor could have changed."""
    kept = (Submission, OutgoingMail, EntryConsent)
    fields = "title", "live", "contact_email", "latest_revision"
    return (
        [model.objects.count() for model in kept],
        list(InitiativePage.objects.order_by("pk").values_list(*fields)),
        len(mail.outbox),
    )


@pytest.mark.parametrize("name", REQUESTS)
def test_a_hostile_request_gets_a_sentence_and_changes_nothing(world, name):
    hostile, before = REQUESTS[name], everything()

    answer = hostile.ask(world)

    assert answer.status_code == hostile.status
    assert hostile.says in answer.text
    assert everything() == before


@pytest.mark.parametrize("name", HARMLESS)
def test_an_odd_request_is_answered_without_harm(world, name):
    url, forbidden = HARMLESS[name]

    answer = world.client.get(url)

    assert answer.status_code in (200, 400)
    assert forbidden not in answer.text
    assert not answer.cookies
