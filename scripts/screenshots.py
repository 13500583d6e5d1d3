"""Take the pictures of the editors' guide, docs/editors/img, from the running demo.

    .venv/bin/python scripts/screenshots.py

The demo comes into a database and a media folder of its own, which are thrown away.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "editors" / "img"
PORT = 8765
TOWN = f"http://ratingen.localhost:{PORT}"
PASSWORD = "nur-fuer-die-bilder"
VIEW = {"width": 1200, "height": 780}
COLOURS = 96  # enough for an interface, and a picture stays below 100 kB
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

SETTINGS = """
from config.settings.dev import *
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": "{folder}/db"}}}}
MEDIA_ROOT = "{folder}/media"
"""


def main() -> None:
    with demo_site(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        editor, approver = signed_in(browser, "redaktion"), signed_in(browser, "freigabe")
        for name, page, draw in [
            ("uebersicht", approver, overview),
            ("bausteine", editor, block_picker),
            ("einreichen", editor, submit_menu),
            ("freigeben", approver, approve_menu),
            ("initiative", editor, initiative),
            ("termin", editor, event),
            ("texte", editor, texts),
            ("einbetten", editor, embed),
            ("vorschau", editor, preview),  # last, for the panel stays open
        ]:
            draw(page)
            save(page, name)
        browser.close()


@contextmanager
def demo_site() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "guide_settings.py").write_text(SETTINGS.format(folder=folder), "utf-8")
        environment = os.environ | {
            "PYTHONPATH": folder,
            "DJANGO_SETTINGS_MODULE": "guide_settings",
            "DEMO_PASSWORD": PASSWORD,
            "PORT": str(PORT),
        }
        manage = [sys.executable, str(ROOT / "site" / "manage.py")]
        subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
        subprocess.run([*manage, "load_demo"], env=environment, check=True, capture_output=True)
        server = subprocess.Popen(
            [*manage, "runserver", "--noreload", str(PORT)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{PORT}/health/live")
            yield
        finally:
            server.terminate()
            server.wait()


def wait_for(url: str) -> None:
    for _ in range(120):  # half seconds
        try:
            urllib.request.urlopen(url)
            return
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{url} does not answer.")


def signed_in(browser: Browser, role: str) -> Page:
    page = browser.new_context(viewport=VIEW, locale="de-DE").new_page()
    page.goto(f"{TOWN}/admin/login/")
    page.fill("[name=username]", f"ratingen-{role}")
    page.fill("[name=password]", PASSWORD)
    if role == "redaktion":
        save(page, "anmelden")
    page.click("[type=submit]")
    page.wait_for_url(f"{TOWN}/admin/")
    return page


def save(page: Page, name: str) -> None:
    page.wait_for_timeout(1200)  # milliseconds, until panels have unfolded
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    reduced = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    reduced.save(PICTURES / f"{name}.png", optimize=True)


def find(page: Page, title: str) -> None:
    """Open the form of the page with this title."""
    page.goto(f"{TOWN}/admin/pages/search/?q={title}")
    page.locator("table a", has_text=title).first.click()
    page.wait_for_load_state("networkidle")
    if "/edit/" not in page.url:
        page.goto(page.url.rstrip("/") + "/edit/")
    page.wait_for_load_state("networkidle")


def scroll_to(page: Page, selector: str) -> None:
    """Bring the first such element into the middle; the admin scrolls a part of the page."""
    page.locator(selector).first.evaluate("element => element.scrollIntoView({block: 'center'})")


def overview(page: Page) -> None:
    page.goto(f"{TOWN}/admin/")


def block_picker(page: Page) -> None:
    find(page, "Unterstützung")
    add = page.locator("[data-streamfield-stream-container] .c-sf-add-button").first
    add.evaluate("button => button.scrollIntoView({block: 'start'})")
    add.click()
    page.locator(".w-combobox").wait_for()


def preview(page: Page) -> None:
    find(page, "Unterstützung")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.wait_for_timeout(4000)


def submit_menu(page: Page) -> None:
    find(page, "Unterstützung")
    page.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown button").first.click()


def approve_menu(page: Page) -> None:
    find(page, "Gießplan")
    page.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown button").first.click()


def initiative(page: Page) -> None:
    find(page, "Fairteiler Lintorf")
    scroll_to(page, ".leaflet-container")


def event(page: Page) -> None:
    find(page, "Gartensamstag")
    scroll_to(page, "[name=repeats]")


def texts(page: Page) -> None:
    page.goto(f"{TOWN}/admin/snippets/textbausteine/textbaustein/")


def embed(page: Page) -> None:
    find(page, "Mitmachkarte")
    scroll_to(page, "main pre, main textarea[readonly], main code")


if __name__ == "__main__":
    main()
