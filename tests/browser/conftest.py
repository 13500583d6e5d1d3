"""Chromium before a running site, as citizens and editors use it.

    def test_story(page, town):                 # `town` answers at http://musterstadt.localhost:…
        page.goto(town.root_url + "/mitmachkarte/")

Whatever a test does, it fails if a browser asks a foreign host or writes an error to its console,
and if a citizen's `page` or `phone` gets a cookie. `desk(town, user)` is an editor's browser.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Kommune
from tests import snapshots
from tests.conftest import MUSTERSTADT_KEY, NACHBARSTADT_KEY

# Playwright keeps an event loop in the tests' thread, where Django then suspects async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SCREENSHOTS = settings.VAR_DIR / "screenshots"
AXE = (settings.REPO_DIR / "node_modules/axe-core/axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A foreign host is not even looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost",
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


# The editor saves by itself; a form that is half filled in, or just being sent, is refused so.
SAVED_TOO_EARLY = re.compile(
    r"status of 400 .*/admin/(pages/(add/|\d+/edit/)|snippets/\w+/\w+/edit/)"
)


@dataclass
class Seen:
    """What the browsers of one test did that they must not do."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.note_request(request.url))
        context.on("console", self.note_message)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def note_request(self, url: str) -> None:
        address = urlsplit(url)
        is_ours = re.fullmatch(r"(.+\.)?localhost", address.hostname or "")
        if address.scheme not in {"data", "blob"} and not is_ours:
            self.foreign.append(url)

    def note_message(self, message: ConsoleMessage) -> None:
        error = f"{message.text} ({message.location.get('url')})"
        if message.type == "error" and not SAVED_TOO_EARLY.search(error):
            self.errors.append(error)


@pytest.fixture(scope="session")
def browser(django_db_setup) -> Iterator[Browser]:
    contents = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        # Its event loop makes the thread an async one, in which Django opens a second connection.
        # That one has to know as well what each test finds in the database.
        if contents:
            connection._test_serialized_contents = contents
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def seen() -> Iterator[Seen]:
    """Look into it, or clear `seen.errors` where an error is what the test is about."""
    seen = Seen()
    yield seen
    assert seen.foreign == [], "a foreign host was asked"
    assert seen.errors == [], "the browser's console shows errors"


@pytest.fixture
def open_context(browser: Browser, seen: Seen) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of its own, without history: `open_context(viewport=NARROW)`."""
    contexts = []

    def make(**options) -> BrowserContext:
        options = {"locale": "de-DE", "viewport": WIDE, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)  # milliseconds
        seen.watch(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(open_context) -> Iterator[Callable[..., Page]]:
    """A citizen's page: `visitor(viewport=NARROW)`, `visitor(java_script_enabled=False)`."""
    contexts = []

    def make(**options) -> Page:
        contexts.append(open_context(**options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        assert context.cookies() == [], "a visitor got a cookie"


@pytest.fixture
def page(visitor) -> Page:
    return visitor()


@pytest.fixture
def phone(visitor) -> Page:
    return visitor(viewport=NARROW, has_touch=True)


@pytest.fixture
def desk(open_context) -> Callable[..., Page]:
    """An editor's page on a tenant's host, already signed in: `desk(town, user)`."""

    def make(kommune: Kommune, user, **options) -> Page:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = open_context(**options)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": kommune.root_url}]
        )
        return context.new_page()

    return make


# What fades in has not got its colours yet; a spinner turns for ever.
ALL_IS_STILL = """Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity)
    .map(each => each.finished))"""


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with what axe-core finds against WCAG 2.2 AA and good practice."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a press of a link only waits until the answer begins
        page.evaluate(ALL_IS_STILL)
        page.evaluate(AXE)  # through the debugger, which our content security policy does not bind
        found = page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}})"
            ".then(result => result.violations.flatMap(({id, help, nodes}) =>"
            " nodes.map(node => `${id}: ${help}\\n  ${node.html}\\n  ${node.failureSummary}`)))",
            WCAG,
        )
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """`screenshot(page, "karte")` writes var/screenshots/karte-1280.png, the whole page."""

    def take(page: Page, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}-{page.viewport_size['width']}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take


# The tenants of tests/conftest.py again, on hosts and a port which Chromium reaches. The server
# works in threads of its own, so rows are really written, and put back to what migrations made.


@pytest.fixture
def _served(transactional_db, django_db_serialized_rollback, live_server) -> int:
    """Port of the server that runs beside the test."""
    return live_server.thread.port


@pytest.fixture
def _found_here(_served: int) -> Callable[..., Kommune]:
    already: list[str] = []

    def make(name: str, host: str, **wishes) -> Kommune:
        wishes |= {"name": name, "host": host, "port": _served, "state": Kommune.State.LIVE}
        snapshots.once(already, f"{host}:{_served}", lambda: found_kommune(**wishes))
        return Kommune.objects.complete().get(site__hostname=host)

    return make


@pytest.fixture
def central(_found_here) -> Kommune:
    return _found_here("MehrWert-Baukasten", "localhost", kind=Kommune.Kind.ZENTRALE)


@pytest.fixture
def town(_found_here) -> Kommune:
    return _found_here("Musterstadt", "musterstadt.localhost", key=MUSTERSTADT_KEY)


@pytest.fixture
def other_town(_found_here) -> Kommune:
    return _found_here("Nachbarstadt", "nachbarstadt.localhost", key=NACHBARSTADT_KEY)
