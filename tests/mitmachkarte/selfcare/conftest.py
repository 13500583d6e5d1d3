"""A person who fills in forms as a browser does: sends what stands in the page, and own words."""

import html
import re
from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from tests.factories.mitmachkarte import map_page_of

EMAIL = "gruppe@giesskanne.example"
STEP_1 = {
    "title": "Gießkannengruppe",
    "summary": "Wir gießen Straßenbäume.",
    "categories": ["gaerten"],
    "description": "Jeden Sommer.\n\n<b>Kommt</b> vorbei!",
    "email": EMAIL,
}
STEP_2 = {"street": "Lindenallee 3", "step_free": "yes", "when": "dienstags, 18 Uhr"}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def hidden_fields(response) -> dict:
    return {name: html.unescape(value) for name, value in HIDDEN.findall(response.text)}


_SECONDS = count(5, 5)  # each form is sent five seconds after the one before


def post(client, url, data):
    """Send from a page of the same host, after some time."""
    host = client.defaults["HTTP_HOST"]
    with time_machine.travel(timezone.now() + timedelta(seconds=next(_SECONDS))):
        return client.post(url, data, headers={"origin": f"http://{host}"})


def link_in(message) -> str:
    """The path of the last link in a mail; before it only the entry itself may be named."""
    return re.findall(r"https?://[^/\s]+(/\S+)", message.body)[-1]


@pytest.fixture
def client(town, client_for):
    return client_for(town)


@pytest.fixture
def propose(client):
    """Go through all three steps: `propose(title=…)`; gives back the last answer."""

    def go(send=None, **words):
        url = "/mitmachkarte/vorschlagen/"
        page = post(client, url, {**STEP_1, **words, "do": "1-2"})
        page = post(client, url, {**STEP_2, **hidden_fields(page), "do": "2-3"})
        fields = {"consent": "on", **hidden_fields(page), **(send or {}), "do": "send"}
        return post(client, url, fields)

    return go


@pytest.fixture
def confirm(client):
    """Press the button behind the link of the newest mail."""

    def press():
        return post(client, link_in(mail.outbox[-1]), {})

    return press


@pytest.fixture
def map_page(town):
    return map_page_of(town)
