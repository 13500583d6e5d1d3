"""/health/live and /health/ready, as a machine asks them: by any host name, over http."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from config import health
from tests.factories.inbox import OutgoingMailFactory


@pytest.fixture(params=["/health/live", "/health/ready"])
def address(request):
    return request.param


@pytest.mark.django_db
def test_answers_on_any_host_without_redirect(client, address, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get(address, headers={"host": "10.0.0.7"})

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_a_live_process_asks_no_database(client):
    # No django_db mark: a query would raise.
    assert client.get("/health/live").status_code == 200


@pytest.mark.django_db
def test_names_what_fails_and_keeps_the_reason_in_the_log(client, monkeypatch, caplog):
    def broken():
        raise OSError("connection to 10.1.2.3 refused")

    monkeypatch.setitem(health.CHECKS, "cache", broken)

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json() == {"status": "failing", "failing": ["cache"]}
    assert "10.1.2.3" not in response.content.decode()
    assert "10.1.2.3" in caplog.text


@pytest.mark.django_db
def test_a_lost_database_is_not_ready(client, monkeypatch):
    def lost():
        raise ConnectionError

    monkeypatch.setattr(connection, "cursor", lost)

    assert client.get("/health/ready").json()["failing"][0] == "database"


@pytest.mark.django_db
def test_mail_that_nobody_sends_is_not_ready(client, town):
    OutgoingMailFactory(site=town.site, next_at=timezone.now() - timedelta(hours=1))

    assert client.get("/health/ready").json()["failing"] == ["queue"]


@pytest.mark.django_db
def test_mail_that_waits_for_its_next_try_is_ready(client, town):
    OutgoingMailFactory(site=town.site, next_at=timezone.now())

    assert client.get("/health/ready").json() == {"status": "ok"}
