"""A town subscribes to a foreign calendar, improves an event, and keeps that the next night."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from kommunen.models import Role
from termintipps.models import EventPage

NARROW = {"width": 390, "height": 844}
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:film@verein.example
SUMMARY:Filmabend
DESCRIPTION:Wir zeigen einen Film. Danach wird geredet.
LOCATION:Bürgerhaus
DTSTART;TZID=Europe/Berlin:20990105T{clock}
END:VEVENT
END:VCALENDAR
"""


class Source:
    """The calendar of somebody else, on a server of its own."""

    def __init__(self, port: int):
        self.url = f"http://verein.localhost:{port}/termine.ics"
        self.clock = "180000"


@pytest.fixture
def source(own_machine_is_public):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar")
            self.end_headers()
            self.wfile.write(CALENDAR.format(clock=found.clock).encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Source(server.server_port)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def test_what_an_editor_improves_survives_the_next_visit(
    town, desk, member, source, axe, screenshot
):
    page = desk(town, member(town, Role.FREIGABE))
    page.goto(f"{town.root_url}/admin/snippets/termintipps/subscription/add/")
    page.locator("[name=name]").fill("Umweltverein")
    page.locator("[name=url]").fill(source.url)
    page.locator("[name=target]").select_option("public")
    axe(page)
    screenshot(page, "kalender-abonnieren")
    page.get_by_role("button", name="Speichern").click()

    page.get_by_role("link", name="Umweltverein").first.click()
    page.goto(page.url.replace("snippets/termintipps/subscription/edit", "events/subscriptions"))
    page.get_by_role("button", name="Jetzt abholen").click()
    expect(page.get_by_text("1 neu").first).to_be_visible()
    page.reload()  # Wagtail's message fades in and out
    axe(page)
    screenshot(page, "kalender-abgeholt")

    page.get_by_role("link", name="Filmabend").click()
    expect(page.get_by_text("aus dem Kalender „Umweltverein“")).to_be_visible()
    page.locator("[name=title]").fill("Filmabend mit Popcorn")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[name=action-publish]").click()
    page.get_by_text("wurde veröffentlicht").first.wait_for()

    source.clock = "190000"
    page.goto(f"{town.root_url}/admin/snippets/termintipps/subscription/")
    page.get_by_role("link", name="Umweltverein").first.click()
    page.goto(page.url.replace("snippets/termintipps/subscription/edit", "events/subscriptions"))
    page.get_by_role("button", name="Jetzt abholen").click()
    expect(page.get_by_text("1 geändert").first).to_be_visible()

    event = EventPage.objects.get()
    assert (event.title, event.start_time.hour) == ("Filmabend mit Popcorn", 19)
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    screenshot(page, "kalender-abgeholt")

    page.goto(f"{town.root_url}/admin/events/")
    axe(page)
    screenshot(page, "termine-liste")
    page.goto(f"{town.root_url}/admin/events/files/")
    axe(page)
