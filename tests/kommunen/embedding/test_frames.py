import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kommunen.embedding import embeddable
from kommunen.models import EmbedHost

pytestmark = pytest.mark.django_db


@pytest.fixture
def framed(town):
    """The answer of a view that may be embedded, as the town's host gives it."""

    def ask():
        request = RequestFactory().get("/einbetten/", headers={"host": town.site.hostname})
        request.kommune = town
        return embeddable(lambda request: HttpResponse("Karte"))(request)

    return ask


def test_the_own_site_may_always_embed(framed):
    assert "frame-ancestors 'self'" in framed()["Content-Security-Policy"]


def test_named_hosts_may_embed(framed, town):
    EmbedHost.objects.create(kommune=town, origin="https://www.musterstadt.example")

    policy = framed()["Content-Security-Policy"]

    assert policy.endswith("frame-ancestors 'self' https://www.musterstadt.example")


def test_another_towns_hosts_may_not(framed, other_town):
    EmbedHost.objects.create(kommune=other_town, origin="https://www.nachbarstadt.example")

    assert "nachbarstadt" not in framed()["Content-Security-Policy"]


def test_an_embed_keeps_the_strict_policy_for_all_else(framed):
    assert "default-src 'self' https://musterstadt.example;" in framed()["Content-Security-Policy"]


def test_an_embed_is_exempt_from_x_frame_options(framed):
    assert framed().xframe_options_exempt


def test_the_loader_may_be_fetched_from_anywhere(client_for, town):
    response = client_for(town).get("/einbetten.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "mwbHeight" in response.content.decode()
    assert not response.cookies
