import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

URL = "/mitmachkarte/repair-cafe/nachricht/"
WORDS = {
    "name": "Ada Muster",
    "email": "ada@buergerin.example",
    "message": "Kann ich am Samstag helfen?",
}


@pytest.fixture
def initiative(town):
    return InitiativePageFactory(
        town=town, title="Repair-Café", slug="repair-cafe", contact_email="team@repair.example"
    )


def write(client, **words):
    """Open the form, take some time, send it from a page of the same host."""
    token = re.search(r'name="token" value="([^"]+)"', client.get(URL).content.decode())[1]
    with time_machine.travel(timezone.now() + timedelta(seconds=20)):
        return client.post(
            URL,
            {**WORDS, **words, "token": token},
            headers={"origin": "http://musterstadt.example"},
        )


def test_a_message_reaches_the_initiative_and_says_so(client_for, town, initiative):
    client = client_for(town)

    response = write(client)

    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert [each.to for each in mail.outbox] == [["team@repair.example"]]
    assert "Kann ich am Samstag helfen?" in mail.outbox[0].body
    assert mail.outbox[0].reply_to == ["ada@buergerin.example"]


def test_the_address_is_shown_nowhere(client_for, town, initiative):
    client = client_for(town)

    response = write(client)

    for page in (client.get(URL), client.get(response["Location"])):
        assert "team@repair.example" not in page.content.decode()


def test_writing_sets_no_cookie(client_for, town, initiative):
    client = client_for(town)

    write(client)

    assert not client.cookies


def test_a_form_without_words_comes_back(client_for, town, initiative):
    response = write(client_for(town), message="")

    assert response.status_code == 422
    assert mail.outbox == []


@pytest.mark.parametrize("facts", [{"contact_email": ""}, {"live": False}])
def test_nobody_writes_to_drafts_or_without_an_address(client_for, town, initiative, facts):
    type(initiative).objects.update(**facts)

    assert client_for(town).get(URL).status_code == 404


def test_nobody_writes_to_another_towns_initiative(client_for, other_town, initiative):
    assert client_for(other_town).get(URL).status_code == 404
