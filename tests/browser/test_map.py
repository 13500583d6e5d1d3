"""The map in a browser: by keyboard alone, without script, on a phone, in a foreign frame."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from kommunen.models import EmbedHost, Role
from mitmachkarte import map_data
from mitmachkarte.models import InitiativePage
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of

NARROW = {"width": 390, "height": 844}
CLUSTER, SIGN = "#map .cluster", "#map .marker"


@pytest.fixture
def map_url(town):
    """The map with a pair of near initiatives, one apart, one without a place."""
    for title, kinds, lat, lon in (
        ("Fahrradküche", ["mobilitaet"], "51.2973", "6.8493"),
        ("Repair-Café", ["reparieren"], "51.2980", "6.8500"),
        ("Obstwiese", ["gaerten"], "51.3300", "6.8900"),
    ):
        InitiativePageFactory(town=town, title=title, kinds=kinds, lat=lat, lon=lon)
    InitiativePageFactory(
        town=town, title="Lastenrad für alle", kinds=["mobilitaet"], is_everywhere=True
    )
    return town.root_url + "/mitmachkarte/"


def tab_to(page, selector):
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def names(page):
    return page.locator(".atlas__list h3").all_inner_texts()


def test_a_citizen_finds_an_initiative_by_keyboard_alone(page, map_url, axe, screenshot):
    page.goto(map_url)
    axe(page)
    screenshot(page, "karte")

    tab_to(page, "input[value=mobilitaet]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("2 Initiativen gefunden")
    assert names(page) == ["Fahrradküche", "Lastenrad für alle"]

    tab_to(page, SIGN)
    page.keyboard.press("Enter")
    expect(page.locator("li[aria-current=true] h3 a")).to_be_focused()
    axe(page)

    tab_to(page, ".card__more")
    assert page.evaluate("document.activeElement.innerText").startswith("Zurück zur Karte")
    page.keyboard.press("Enter")
    expect(page.locator(SIGN)).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fahrradküche")
    axe(page)


def test_a_circle_opens_and_hands_the_focus_on(page, map_url):
    page.goto(map_url)

    tab_to(page, CLUSTER)
    assert page.locator(CLUSTER).get_attribute("aria-label") == "2 Initiativen, vergrößern"
    page.keyboard.press("Enter")

    expect(page.locator(f"{SIGN}:focus")).to_have_count(1)
    expect(page.locator(CLUSTER)).to_have_count(0)


def test_the_list_leads_to_a_sign_inside_a_circle(page, map_url):
    page.goto(map_url)

    page.get_by_role("button", name="Auf der Karte zeigen: Repair-Café").click()

    sign = page.locator(f"{SIGN}[aria-label='Repair-Café, Reparieren']")
    expect(sign).to_be_focused()
    expect(sign).to_have_attribute("aria-current", "true")


def test_the_map_can_be_skipped(page, map_url):
    page.goto(map_url)

    tab_to(page, ".map-panel .skip-link")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert not page.evaluate("document.activeElement.closest('.map-panel')")


def test_buttons_move_and_zoom_and_bring_back(page, map_url):
    page.goto(map_url)
    ways = page.get_by_role("group", name="Karte verschieben")
    expect(ways).to_be_hidden()

    page.get_by_role("button", name="Vergrößern", exact=True).click()
    expect(ways).to_be_visible()
    pane = page.locator("#map .leaflet-map-pane")
    before = pane.get_attribute("style")
    page.get_by_role("button", name="Nach oben").click()
    expect(pane).not_to_have_attribute("style", before)

    page.get_by_role("button", name="Alles zeigen").click()
    expect(ways).to_be_hidden()


def test_what_is_in_view_can_be_listed(page, map_url):
    page.goto(map_url)
    page.get_by_role("button", name="Auf der Karte zeigen: Obstwiese").click()
    for _press in range(3):
        page.get_by_role("button", name="Vergrößern", exact=True).click()

    page.get_by_role("button", name="In diesem Ausschnitt suchen").click()

    expect(page.get_by_role("status")).to_have_text("1 Initiative gefunden")
    assert names(page) == ["Obstwiese"]


def test_several_at_one_place_can_be_told_apart(page, town):
    for title in ("Chor", "Küche", "Werkstatt"):
        InitiativePageFactory(town=town, title=title)
    page.goto(town.root_url + "/mitmachkarte/")

    page.locator(CLUSTER).click()

    expect(page.locator(SIGN)).to_have_count(3)
    boxes = [sign.bounding_box() for sign in page.locator(f"{SIGN} .marker__pin").all()]
    gaps = [abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) for a in boxes for b in boxes if a != b]
    assert min(gaps) >= 24  # pixels: WCAG 2.2, success criterion 2.5.8


def test_a_sign_whose_entry_is_on_another_page_leads_to_its_own_page(page, town):
    for number in range(13):
        lat = "51.33" if number == 5 else "51.27"  # one stands apart, so it has its own sign
        InitiativePageFactory(town=town, title=f"Initiative {number:02}", lat=lat)
    page.goto(town.root_url + "/mitmachkarte/?page=2")

    page.locator(f"{SIGN}[href$='/initiative-05/']").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Initiative 05")


def test_without_a_script_the_list_says_all(visitor, map_url):
    page = visitor(java_script_enabled=False)
    page.goto(map_url + "?category=gaerten")

    assert names(page) == ["Obstwiese"]
    expect(page.locator(".map-panel")).to_be_hidden()


def test_fits_a_phone_and_leaves_one_finger_to_the_page(phone, map_url, axe, screenshot):
    phone.goto(map_url)

    axe(phone)
    screenshot(phone, "karte")
    assert phone.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert phone.evaluate("getComputedStyle(map).touchAction") == "pan-x pan-y"


TINY = {"width": 320, "height": 640}


@pytest.mark.parametrize(
    "dress", [{"color_scheme": "dark"}, {"forced_colors": "active", "viewport": TINY}]
)
def test_is_no_barrier_in_other_colours(visitor, map_url, axe, dress):
    page = visitor(**dress)
    for address in (f"{map_url}?free=1&place=Mitte&sort=new", map_url, f"{map_url}fahrradkuche/"):
        page.goto(address)
        page.locator("details").first.evaluate("element => { element.open = true; }")

        axe(page)
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_filter_changes_list_and_map_without_a_new_page(page, visitor, map_url):
    page.goto(map_url)
    page.evaluate("window.isStillHere = true")

    page.get_by_label("Zu Fuß von: Straße oder Stadtteil").fill("mitte")
    page.get_by_text("Weitere Filter und Reihenfolge").click()
    page.get_by_label("Wie weit").select_option("5 km")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Filtern").click()
    expect(page.get_by_text("Im Umkreis von 5000 m um: Mitte")).to_be_visible()

    expect(page.get_by_role("status").first).to_have_text("3 Initiativen gefunden")
    assert page.evaluate("window.isStillHere")
    found = names(page)
    plain = visitor(java_script_enabled=False)
    plain.goto(page.url)
    assert names(plain) == found and len(found) == 3
    page.get_by_role("button", name=f"Auf der Karte zeigen: {found[0]}").click()
    expect(page.locator(f"{SIGN}:focus")).to_have_count(1)

    page.go_back()
    expect(page.get_by_role("status").first).to_have_text("4 Initiativen gefunden")
    assert page.evaluate("window.isStillHere")


def test_signs_of_a_large_map_get_their_names_when_they_are_seen(page, map_url, monkeypatch):
    monkeypatch.setattr(map_data, "INLINE", 1)
    page.goto(map_url)

    page.locator(CLUSTER).click()

    sign = page.get_by_role("link", name="Repair-Café, Reparieren", exact=True)
    expect(sign).to_have_count(1)
    sign.press("Enter")
    expect(page.locator("li[aria-current=true] h3 a")).to_be_focused()


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, NARROW])
def test_an_initiative_is_no_barrier(visitor, map_url, axe, screenshot, viewport):
    page = visitor(viewport=viewport)
    page.goto(map_url + "fahrradkuche/")

    axe(page)
    screenshot(page, "initiative")
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


class _HomePage(BaseHTTPRequestHandler):
    """A foreign home page; what it shows is the server's `source`."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.source.encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def home_page():
    """The town's own home page on a server of its own; set its `source`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _HomePage)
    server.url = f"http://stadt.localhost:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def frame_of(town, map_url, page, home_page):
    """Open the home page with the map in a frame that has the given attributes."""

    def open_page(attributes: str):
        home_page.source = (
            '<link rel="icon" href="data:,"><title>Stadt</title>'
            f'<iframe data-mwb src="{town.root_url}/einbetten/karte/" '
            f'title="Karte" width="1100" height="300" {attributes}></iframe>'
            f'<script src="{town.root_url}/einbetten.js"></script>'
        )
        # WhiteNoise lets every origin have the fonts; the tests' server knows nothing of that.
        page.route(
            "**/*.woff2",
            lambda route: route.fulfill(
                path=finders.find(urlsplit(route.request.url).path.removeprefix("/static/")),
                headers={"Access-Control-Allow-Origin": "*"},
            ),
        )
        page.goto(home_page.url)
        return page

    return open_page


@pytest.mark.parametrize("attributes", ["", 'sandbox="allow-scripts"'])
def test_runs_in_a_foreign_frame(town, home_page, frame_of, attributes):
    EmbedHost.objects.create(kommune=town, origin=home_page.url)

    page = frame_of(attributes)

    frame = page.frame_locator("iframe")
    expect(frame.locator(f"{SIGN}, {CLUSTER}")).to_have_count(2)
    expect(frame.locator(".atlas__list li")).to_have_count(4)
    page.wait_for_function("document.querySelector('iframe').clientHeight > 600")
    frame.get_by_role("link", name="Mobilität").click()
    expect(frame.locator(".atlas__list li")).to_have_count(2)


def test_a_host_nobody_allowed_sees_nothing(frame_of, seen):
    page = frame_of("")

    expect(page.frame_locator("iframe").locator(".atlas")).to_have_count(0)
    assert any("frame-ancestors" in error for error in seen.errors)
    seen.errors.clear()


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, NARROW])
def test_the_embed_is_no_barrier(town, map_url, visitor, axe, screenshot, viewport):
    page = visitor(viewport=viewport)
    page.goto(town.root_url + "/einbetten/karte/")

    axe(page)
    screenshot(page, "einbettung")
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_an_editor_sets_the_place_on_our_own_map(town, desk, member, screenshot):
    parent = map_page_of(town)
    page = desk(town, member(town, Role.REDAKTION))
    page.goto(f"{town.root_url}/admin/pages/add/mitmachkarte/initiativepage/{parent.pk}/")

    page.locator("#id_title").fill("Neue Initiative")
    assert page.locator("#id_location").input_value() == ""
    page.locator("#id_location_map").click(position={"x": 300, "y": 150})
    assert page.locator("#id_location").input_value().startswith("SRID=4326;POINT(6.")
    page.get_by_role("button", name="Markierung entfernen").click()
    assert page.locator("#id_location").input_value() == ""
    page.get_by_label("Breite, Länge").fill("51.3, 6.85")
    page.keyboard.press("Tab")
    screenshot(page, "initiative-bearbeiten")
    page.get_by_role("button", name="Entwurf speichern").click()
    page.wait_for_url("**/edit/")

    draft = InitiativePage.objects.get(title="Neue Initiative").get_latest_revision_as_object()
    assert (draft.point.lat, draft.point.lon) == (51.3, 6.85)
