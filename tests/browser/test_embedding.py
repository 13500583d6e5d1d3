"""A map on a foreign home page: chosen, copied, shown, checked, watched."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from PIL import Image
from playwright.sync_api import expect

from kommunen.models import EmbedHost, EmbedHostWish, KommuneSettings, Role
from tests.factories.mitmachkarte import InitiativePageFactory

SIGNS = "#map .marker, #map .cluster"
WORDPRESS = 'sandbox="allow-scripts" security="restricted"'


def _a_tile() -> bytes:
    data = BytesIO()
    Image.radial_gradient("L").save(data, "PNG")  # 256 by 256
    return data.getvalue()


A_TILE = _a_tile()


@pytest.fixture
def initiatives(town):
    for title, kinds, lat, lon in (
        ("Fahrradküche", ["mobilitaet"], "51.2973", "6.8493"),
        ("Obstwiese", ["gaerten"], "51.3300", "6.8900"),
    ):
        InitiativePageFactory(town=town, title=title, kinds=kinds, lat=lat, lon=lon)


class HomePage:
    """A town's home page of another origin, with a policy of its own."""

    def __init__(self, port: int):
        self.url = f"http://www.musterstadt.localhost:{port}"
        self.source = ""
        self.policy = ""

    def show(self, lines: str, policy: str = "") -> None:
        head = '<!doctype html><html lang="de"><link rel="icon" href="data:,"><title>Stadt</title>'
        self.source = f"{head}<main><h1>Stadt</h1>{lines}</main>"
        self.policy = policy


@pytest.fixture
def home_page():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if page.policy:
                self.send_header("Content-Security-Policy", page.policy)
            self.end_headers()
            self.wfile.write(page.source.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    page = HomePage(server.server_port)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield page
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(page, home_page):
    """Open the home page as a citizen. WhiteNoise's header for fonts is missing in the tests."""

    def go():
        page.route(
            "**/*.woff2",
            lambda route: route.fulfill(
                path=finders.find(urlsplit(route.request.url).path.removeprefix("/static/")),
                headers={"Access-Control-Allow-Origin": "*"},
            ),
        )
        page.goto(home_page.url)
        return page.frame_locator("iframe")

    return go


def strict(town) -> str:
    """As strict as a home page can be that shows our map."""
    us = town.root_url
    return f"default-src 'self'; img-src 'self' data:; frame-src {us}; script-src {us}"


def test_from_the_desk_to_a_foreign_page_and_back(
    town, initiatives, desk, member, home_page, visit, page, axe, screenshot, own_machine_is_public
):
    EmbedHost.objects.create(kommune=town, origin=home_page.url)
    editor = desk(town, member(town, Role.VERWALTUNG))
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.goto(f"{town.root_url}/admin/embedding/")
    preview = editor.frame_locator(".embed-desk__frame")
    expect(preview.locator(".atlas__list li")).to_have_count(2)
    editor.locator("input[value=gaerten]").check()
    editor.get_by_label("Ebene der Überschrift").select_option("3")
    expect(preview.locator(".atlas__list li")).to_have_count(1)
    axe(editor)
    screenshot(editor, "einbettung-verwaltung")

    editor.set_viewport_size({"width": 390, "height": 844})
    screenshot(editor, "einbettung-verwaltung")
    assert editor.evaluate("document.documentElement.scrollWidth") == 390
    editor.set_viewport_size({"width": 1280, "height": 900})
    editor.get_by_role("tab", name="TYPO3").click()
    editor.locator("#tab-typo3").get_by_role("button", name="Kopieren").click()
    expect(editor.get_by_text("Kopiert", exact=True)).to_be_attached()
    lines = editor.evaluate("navigator.clipboard.readText()")
    home_page.show(lines, strict(town))
    frame = visit()
    expect(frame.locator("h3.h3")).to_contain_text("Mitmachkarte in Musterstadt")
    expect(frame.locator(SIGNS)).to_have_count(1)
    page.wait_for_function("document.querySelector('iframe').clientHeight != 1200")
    axe(page)

    editor.get_by_role("link", name="Seiten prüfen und beobachten").click()
    expect(editor.get_by_role("cell", name=f"{home_page.url}/")).to_be_visible()
    editor.get_by_label("Adresse der Seite").fill(home_page.url)
    editor.get_by_role("button", name="Seite prüfen").click()
    expect(editor.get_by_text("Der Rahmen ist da")).to_be_visible()
    axe(editor)
    screenshot(editor, "einbettung-geprueft")


def test_a_page_that_may_not_show_it_learns_why(
    town, initiatives, desk, member, home_page, visit, seen, axe, own_machine_is_public
):
    home_page.show(f'<iframe title="Karte" src="{town.root_url}/einbetten/karte/"></iframe>')
    expect(visit().locator(".atlas")).to_have_count(0)
    assert any("frame-ancestors" in error for error in seen.errors)
    seen.errors.clear()

    editor = desk(town, member(town, Role.VERWALTUNG))
    editor.goto(f"{town.root_url}/admin/embedding/pages/")
    expect(editor.get_by_role("cell", name="bleibt grau")).to_be_visible()
    axe(editor)
    editor.get_by_label("Adresse der Seite").fill(home_page.url)
    editor.get_by_role("button", name="Seite prüfen").click()
    expect(editor.get_by_text("darf Ihre Einbettungen nicht zeigen")).to_be_visible()
    editor.goto(f"{town.root_url}/admin/embedding/hosts/ask/")
    axe(editor)
    editor.get_by_label("Adresse Ihrer Website").fill(f"{home_page.url}/unterseite")
    editor.get_by_role("button", name="Darum bitten").click()
    expect(editor.get_by_text("Zurückziehen")).to_be_visible()

    assert EmbedHostWish.objects.get().origin == home_page.url


def test_a_pasted_address_becomes_a_frame_as_in_wordpress(
    town, initiatives, home_page, visit, page
):
    """WordPress finds the address by the link in the head, and sandboxes what it does not know."""
    EmbedHost.objects.create(kommune=town, origin=home_page.url)
    page.goto(f"{town.root_url}/mitmachkarte/")
    ask = page.locator("link[type='application/json+oembed']").get_attribute("href")
    html = page.evaluate("ask => fetch(ask).then(answer => answer.json())", ask)["html"]
    # Of the attributes WordPress keeps src, title, width and height, and adds its own word.
    framed = html.replace("<iframe data-mwb", f"<iframe {WORDPRESS}").replace(
        '/einbetten/karte/"', '/einbetten/karte/#?secret=abc123"'
    )
    home_page.show(
        framed + "<script>addEventListener('message', event => {"
        " const frame = document.querySelector('iframe');"
        " if (event.source === frame.contentWindow && event.data.message === 'height'"
        " && event.data.secret === 'abc123') frame.height = event.data.value; })</script>"
    )

    frame = visit()

    expect(frame.locator(SIGNS)).to_have_count(2)
    expect(frame.locator(".atlas__list li")).to_have_count(2)
    page.wait_for_function("document.querySelector('iframe').clientHeight != 1200")
    frame.get_by_role("link", name="Mobilität", exact=True).click()
    expect(frame.locator(".atlas__list li")).to_have_count(1)


def test_the_map_alone_leads_to_the_list_and_stands_back_without_scripts(
    town, initiatives, home_page, visit, seen
):
    EmbedHost.objects.create(kommune=town, origin=home_page.url)
    url = f"{town.root_url}/einbetten/karte/?view=map"
    home_page.show(f'<iframe title="Karte" width="700" height="800" src="{url}"></iframe>')
    frame = visit()
    expect(frame.locator(SIGNS)).to_have_count(2)
    expect(frame.locator(".atlas__list li")).to_have_count(0)
    frame.get_by_role("link", name="Als Liste zeigen").click()
    expect(frame.locator(".atlas__list li")).to_have_count(2)

    home_page.show(f'<iframe title="Karte" sandbox="" width="700" src="{url}"></iframe>')
    expect(visit().locator(".atlas__list li")).to_have_count(2)
    seen.errors[:] = [each for each in seen.errors if "Blocked script execution" not in each]


@pytest.fixture
def streets(town, monkeypatch):
    """Set the town's ground; what the server fetches of the service is a picture."""

    def choose(base_map: str) -> None:
        KommuneSettings.objects.update_or_create(
            site=town.site, defaults={"base_map": base_map, "tile_service": "basemap-grau"}
        )

    answer = SimpleNamespace(body=A_TILE)
    monkeypatch.setattr("kommunen.tiles.sources.fetch", lambda *args, **kwargs: answer)
    return choose


LOADED = ".leaflet-tile-loaded"


def test_streets_by_our_own_address_in_page_and_sandbox(
    town, initiatives, home_page, visit, page, streets, axe, screenshot
):
    streets("own_host")
    EmbedHost.objects.create(kommune=town, origin=home_page.url)
    page.goto(f"{town.root_url}/mitmachkarte/")
    expect(page.locator(LOADED).first).to_be_visible()
    expect(page.get_by_role("link", name="© basemap.de / BKG")).to_be_visible()
    axe(page)
    screenshot(page, "strassen")
    home_page.show(
        f'<iframe title="Karte" width="900" height="1200" {WORDPRESS}'
        f' src="{town.root_url}/einbetten/karte/"></iframe>'
    )
    frame = visit()
    expect(frame.locator(LOADED).first).to_be_visible()
    expect(frame.locator(SIGNS)).to_have_count(2)


def test_streets_of_a_service_wait_for_consent_and_go_again(
    town, initiatives, page, streets, seen, axe, screenshot
):
    streets("consent")
    page.route("https://sgx.geodatenzentrum.de/**", lambda route: route.fulfill(body=A_TILE))
    page.goto(f"{town.root_url}/mitmachkarte/")
    expect(page.get_by_text("teilt dorthin Ihre IP-Adresse mit")).to_be_visible()
    expect(page.locator(SIGNS)).to_have_count(2)
    assert seen.foreign == []
    axe(page)

    page.get_by_role("link", name="Straßen zeigen").click()
    expect(page.locator(LOADED).first).to_be_visible()
    assert {urlsplit(url).netloc for url in seen.foreign} == {"sgx.geodatenzentrum.de"}
    page.get_by_label("Stichwort").fill("e")
    page.get_by_role("button", name="Filtern").click()
    page.wait_for_url("**q=e**")
    expect(page.locator(LOADED).first).to_be_visible()
    axe(page)
    screenshot(page, "strassen-zustimmung")
    agreed = page.url

    page.get_by_role("link", name="Straßen wieder ausblenden").click()
    page.wait_for_url("**/mitmachkarte/?q=e#karte")  # what is filtered stays
    seen.foreign.clear()
    expect(page.get_by_role("link", name="Straßen zeigen")).to_be_visible()
    page.reload()
    expect(page.locator(SIGNS)).to_have_count(2)
    assert seen.foreign == [], "consent was remembered"

    page.goto(agreed)  # as from a letter
    assert page.url == f"{town.root_url}/mitmachkarte/?q=e"
    expect(page.get_by_role("link", name="Straßen zeigen")).to_be_visible()
    assert seen.foreign == [], "consent came with a link"
