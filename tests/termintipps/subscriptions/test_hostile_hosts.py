"""Against a real server on this machine: what it does wrong becomes a sentence, and no page."""

import gzip
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from kommunen.fetching import Limits
from kommunen.fetching import addresses as addresses_module
from termintipps.models import EventPage, Subscription
from termintipps.subscriptions import fetching
from termintipps.subscriptions.visiting import visit
from tests.termintipps.calendars.conftest import calendar
from tests.termintipps.transfer.conftest import FILM


def gzip_bomb(handler):
    answer(handler, 200, gzip.compress(b"BEGIN:VCALENDAR\n" * 2_000_000), Content_Encoding="gzip")


def to_the_inside(handler):
    answer(handler, 302, b"", Location="http://127.0.0.1:22/")


def to_a_file(handler):
    answer(handler, 302, b"", Location="file:///etc/passwd")


def slow(handler):
    handler.send_response(200)
    handler.end_headers()
    for _step in range(20):
        handler.wfile.write(b"BEGIN")
        time.sleep(0.2)


def broken(handler):
    answer(handler, 500, b"Fehler")


def not_there(handler):
    answer(handler, 404, b"weg")


def without_end(handler):
    answer(handler, 200, calendar(FILM)[:-30])


def answer(handler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def serve(own_machine_is_public):
    """`serve(play)` → an address at which `play` answers."""
    plays = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            plays[-1](self)

        def log_message(self, *args):
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args):
            pass  # that we hang up is what the tests are about

    server = Quiet(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def make(play) -> str:
        plays.append(play)
        return f"http://verein.localhost:{server.server_port}/termine.ics"

    yield make
    server.shutdown()
    server.server_close()


@pytest.fixture
def subscribed(town):
    return lambda url: Subscription.objects.create(
        site=town.site, name="Verein", url=url, target="public"
    )


@pytest.mark.parametrize(
    ("play", "sentence"),
    [
        (gzip_bomb, "zu viel"),
        (to_the_inside, "öffentlich"),
        (to_a_file, "Adresse"),
        (slow, "zu lange"),
        (broken, "500"),
        (not_there, "404"),
        (without_end, "mitten im Kalender"),
    ],
)
def test_a_hostile_host_gets_a_sentence_and_nothing_changes(
    serve, subscribed, monkeypatch, play, sentence
):
    monkeypatch.setattr(
        fetching, "LIMITS", Limits(connect_s=1, read_s=1, total_s=1.5, max_bytes=10_000_000)
    )
    if play is to_the_inside:  # only the first hop is allowed in this test
        is_public = iter([True])
        monkeypatch.setattr(addresses_module, "is_public", lambda ip: next(is_public, False))

    state = visit(subscribed(serve(play)), timezone.now())

    assert sentence in state.error
    assert not EventPage.objects.exists()


def test_an_address_that_becomes_another_one_is_not_followed(serve, subscribed, monkeypatch):
    url = serve(lambda handler: answer(handler, 302, b"", Location="/nochmal"))
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    monkeypatch.setattr(addresses_module, "look_up", lambda host, port: next(answers))

    state = visit(subscribed(url), timezone.now())

    assert "öffentlich" in state.error


def test_a_good_host_is_read_through_the_same_door(serve, subscribed):
    url = serve(lambda handler: answer(handler, 200, calendar(FILM)))

    state = visit(subscribed(url), timezone.now())

    assert state.error == ""
    assert EventPage.objects.live().get().title == "Filmabend"
