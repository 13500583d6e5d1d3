"""The site as a server runs it: production settings, collected files, gunicorn behind a proxy."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from django.conf import settings

from tests.databases import copy_migrated, is_postgres, url_of
from tests.site.test_environment import COMPLETE

REPO = settings.REPO_DIR
PATIENCE_S = 60


def empty_database(folder: Path) -> str:
    """Address of a database beside the tests' own, already migrated."""
    name = "served" if is_postgres() else f"{folder}/db.sqlite3"
    copy_migrated(name)
    return url_of(name)


class Server:
    """A running site; `get` speaks to it as the proxy does."""

    def __init__(self, folder: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.environment = {
            **COMPLETE,
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DATABASE_URL": empty_database(folder),
            "STATIC_ROOT": f"{folder}/static",
            "MEDIA_ROOT": f"{folder}/media",
            "CACHE_DIR": f"{folder}/cache",
            "BIND": f"127.0.0.1:{self.port}",
            "WEB_CONCURRENCY": "2",
            "LOG_FORM": "json",
        }

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, REPO / "site/manage.py", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
        )

    def start(self) -> None:
        gunicorn = Path(sys.executable).with_name("gunicorn")
        self.log = (self.folder / "log").open("w")
        self.process = subprocess.Popen(
            [gunicorn, "--config", REPO / "deploy/gunicorn.conf.py"],
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.get("/health/live")
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError((self.folder / "log").read_text())

    def stop(self) -> int:
        self.process.terminate()
        status = self.process.wait(timeout=PATIENCE_S)
        self.log.close()
        return status

    def get(self, path: str, scheme: str = "https", **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        headers = {"Host": "musterstadt.example", "X-Forwarded-Proto": scheme, **headers}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    server.manage("collectstatic", "--noinput", "--verbosity", "0")
    server.manage("migrate", "--verbosity", "0")
    server.manage("create_kommune", "--name", "Musterstadt", "--host", "musterstadt.example")
    server.start()
    yield server
    assert server.stop() == 0


pytestmark = pytest.mark.xdist_group("server")


def test_health_answers_over_http_on_any_host(server):
    response = server.get("/health/ready", scheme="http", Host="10.0.0.7")

    assert (response.status, response.body) == (200, b'{"status": "ok"}')


def test_http_is_sent_on_to_https(server):
    response = server.get("/mitmachkarte/?q=rad", scheme="http")

    assert response.status == 301
    assert response.headers["Location"] == "https://musterstadt.example/mitmachkarte/?q=rad"


def test_a_page_comes_with_the_headers_of_a_careful_server(server):
    response = server.get("/")

    assert response.status == 200
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "default-src 'self';" in response.headers["Content-Security-Policy"] + ";"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Set-Cookie"] is None


def test_many_are_served_at_once(server):
    with ThreadPoolExecutor(16) as visitors:
        answers = list(visitors.map(server.get, ["/health/ready"] * 100))

    assert {answer.status for answer in answers} == {200}


def test_a_strange_host_gets_404(server):
    assert server.get("/", Host="fremd.example").status == 404


def test_the_sign_in_sets_cookies_no_neighbour_can_set(server):
    cookie = server.get("/admin/login/").headers["Set-Cookie"]

    assert cookie.startswith("__Host-csrf=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_static_files_are_compressed_and_kept_for_ever(server):
    page = server.get("/").body.decode()
    sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]

    response = server.get(sheet, **{"Accept-Encoding": "br"})

    assert response.status == 200
    assert response.headers["Content-Encoding"] == "br"
    assert "immutable" in response.headers["Cache-Control"]


def test_the_log_keeps_no_address(server):
    server.get("/gibt-es-nicht/", **{"X-Forwarded-For": "203.0.113.77"})

    log = (server.folder / "log").read_text()
    assert "Not Found: /gibt-es-nicht/" in log
    assert "203.0.113.77" not in log
