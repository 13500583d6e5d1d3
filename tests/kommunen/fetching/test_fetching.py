"""Against a real server on this machine, as hostile as it can be."""

import gzip
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from kommunen.fetching import (
    BadAnswer,
    BadStatus,
    Limits,
    NotPublic,
    TooLarge,
    TooSlow,
    Unreachable,
    fetch,
)
from kommunen.fetching import addresses as addresses_module

Play = Callable[[BaseHTTPRequestHandler], None]
QUICK = Limits(connect_s=1, read_s=0.3, total_s=0.6, max_bytes=10_000)


@pytest.fixture
def server(own_machine_is_public) -> Iterator[Callable[[Play], str]]:
    """`server(play)` returns an address at which `play` answers."""
    plays: list[Play] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            plays[-1](self)

        def log_message(self, *args) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args) -> None:
            pass  # that we hang up is what the tests are about

    running = Quiet(("127.0.0.1", 0), Handler)
    Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()

    def serve(play: Play) -> str:
        plays.append(play)
        return f"http://stadt.localhost:{running.server_port}/seite"

    yield serve
    running.shutdown()
    running.server_close()


def answering(body: bytes = b"", status: int = 200, **headers: str) -> Play:
    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return play


def test_brings_body_and_headers(server):
    fetched = fetch(server(answering(b"Hallo", ETag='"7"')))

    assert (fetched.status, fetched.body, fetched.etag) == (200, b"Hallo", '"7"')


def test_asks_by_the_hosts_name_without_cookie_or_password(server):
    seen = {}
    url = server(lambda handler: (seen.update(handler.headers), answering()(handler)))

    fetch(url, accept="text/calendar")

    assert seen["Host"] == url.split("/")[2]
    assert seen["Accept"] == "text/calendar"
    assert seen["User-Agent"].startswith("MehrWert-Baukasten (+http")
    assert {"Cookie", "Authorization"}.isdisjoint(seen)


def test_says_what_it_has_and_learns_that_nothing_is_new(server):
    seen = {}
    url = server(lambda handler: (seen.update(handler.headers), answering(status=304)(handler)))

    fetched = fetch(url, etag='"7"\r\nX-Boese: ja', last_modified="Sun, 29 Nov 2026 08:00:00 GMT")

    assert fetched.is_not_modified and fetched.body == b""
    assert seen["If-None-Match"] == '"7"X-Boese: ja'
    assert seen["If-Modified-Since"] == "Sun, 29 Nov 2026 08:00:00 GMT"


def test_connects_to_the_address_that_was_checked_even_if_the_name_moves(server, monkeypatch):
    url = server(answering(b"da"))
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    monkeypatch.setattr(addresses_module, "look_up", lambda host, port: next(answers))

    assert fetch(url).body == b"da"
    assert next(answers) == ["10.0.0.1"], "looked up twice"


def test_looks_up_again_at_a_redirect_and_refuses_a_name_that_moved_inside(server, monkeypatch):
    url = server(answering(status=302, Location="/weiter"))
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    monkeypatch.setattr(addresses_module, "look_up", lambda host, port: next(answers))

    with pytest.raises(NotPublic):
        fetch(url)


def test_tries_the_next_address_of_a_host(server, monkeypatch):
    url = server(answering(b"da"))
    monkeypatch.setattr(addresses_module, "is_public", lambda ip: True)
    monkeypatch.setattr(addresses_module, "look_up", lambda *args: ["127.9.9.9", "127.0.0.1"])

    assert fetch(url).body == b"da"


def test_follows_a_redirect_and_tells_the_way(server):
    def play(handler):
        if handler.path == "/seite":
            return answering(status=301, Location="/neu?x=1")(handler)
        return answering(b"neu")(handler)

    url = server(play)
    fetched = fetch(url)

    assert (fetched.body, fetched.hops) == (b"neu", (url,))
    assert fetched.url.endswith("/neu?x=1")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "nichts"),
        (403, "nicht sehen"),
        (429, "zu oft"),
        (503, "Störung"),
        (418, "nicht wie erwartet"),
        (302, "nicht wie erwartet"),
    ],
)
def test_an_error_status_is_one_german_sentence(server, status, sentence):
    with pytest.raises(BadStatus, match=sentence) as caught:
        fetch(server(answering(status=status)))

    assert caught.value.status == status


@pytest.mark.parametrize(
    "play",
    [
        answering(b"x" * 20_000),
        answering(b"", Content_Length="20000"),
        answering(gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip"),
        answering(gzip.compress(gzip.compress(bytes(5_000_000))), Content_Encoding="gzip, gzip"),
        answering(b"4e20\r\n" + b"x" * 20_000 + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
    ],
    ids=["large", "announced", "bomb", "nested bomb", "chunked"],
)
def test_stops_when_it_gets_too_much(server, play):
    with pytest.raises(TooLarge, match="mehr als 0.01 MB"):
        fetch(server(play), limits=QUICK)


def test_unpacks_what_is_small_enough(server):
    url = server(answering(gzip.compress(b"Hallo"), Content_Encoding="gzip"))

    assert fetch(url).body == b"Hallo"


def _silent(handler):
    time.sleep(1.5)


def _dripping_headers(handler):
    for _ in range(30):
        handler.wfile.write(b"X-A: b\r\n" if _ else b"HTTP/1.1 200 OK\r\n")
        time.sleep(0.05)


def _dripping_body(handler):
    answering(b"")(handler)
    for _ in range(30):
        handler.wfile.write(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize("play", [_silent, _dripping_headers, _dripping_body])
def test_does_not_wait_for_ever(server, play):
    start = time.monotonic()

    with pytest.raises(TooSlow, match="zu lange"):
        fetch(server(play), limits=QUICK)

    assert time.monotonic() - start < 1.4


@pytest.mark.parametrize(
    "raw",
    [
        b"220 mail.stadt.example ESMTP\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nkurz",
        b"HTTP/1.1 200 OK\r\nContent-Length: viele\r\n\r\nkurz",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nkein gzip",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nkeine Zahl\r\n",
    ],
)
def test_what_is_no_answer_by_the_rules_is_refused(server, raw):
    with pytest.raises((BadAnswer, Unreachable)):
        fetch(server(lambda handler: handler.wfile.write(raw)), limits=QUICK)


def test_https_needs_a_certificate(server):
    url = server(answering()).replace("http://", "https://")

    with pytest.raises(Unreachable, match="kein gültiges Zertifikat"):
        fetch(url, limits=QUICK)


def test_a_host_that_nobody_knows(monkeypatch):
    monkeypatch.setattr(addresses_module, "look_up", lambda host, port: [])

    with pytest.raises(Unreachable, match="kennt niemand"):
        fetch("https://gibt-es-nicht.example/")


def test_a_host_where_nobody_picks_up(own_machine_is_public):
    with pytest.raises(Unreachable, match="antwortet nicht"):
        fetch("http://stadt.localhost:9/")
