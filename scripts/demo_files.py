"""Make the demo's files from their sources: pictures, placeholder logos, the Infoblatt.

    .venv/bin/python scripts/demo_files.py

Needs Chromium and what `make setup-dev` installs. The results are committed, so that loading
the demo needs neither: run it again when a scene, a colour or the Infoblatt has changed.
"""

import io
import re
import sys
import tomllib
from base64 import b64encode
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kommunen.look.theme import scale  # noqa: E402 needs the path above

DEMO = ROOT / "home" / "demo"
SCENES = ROOT / "kommunen" / "look" / "scenes"
FONTS = ROOT / "node_modules" / "@fontsource" / "fira-sans" / "files"
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}

PICTURE_SIZE = (1280, 800)  # pixels
LOGO_SIZE = (480, 200)
INK = re.compile(r"var\(--il-([a-z0-9-]+),\s*(#[0-9a-f]{6})\)")
# As css/tokens.css: the inks that follow the town. The others keep the colour in the file.
INKS = {
    "deep": "brand-36",
    "main": "brand-54",
    "soft": "brand-82",
    "pale": "brand-95",
    "haze": "brand-90",
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for file in sorted(DEMO.glob("content/*/tenant.toml")):
            draw_pictures(browser, file.parent.name, tomllib.loads(file.read_text("utf-8")))
            draw_logos(browser, file.parent)
        print_infoblatt(browser)
        browser.close()


def draw_pictures(browser: Browser, tenant: str, facts: dict) -> None:
    """All scenes in the town's colour. Towns of one colour share their folder, named by it."""
    colour = facts["settings"]["brand_colour"]
    folder = DEMO / "pictures" / colour.removeprefix("#")
    for scene in sorted(SCENES.glob("*.svg")):
        svg = inked(scene.read_text("utf-8"), colour)
        save(shot(browser, svg, PICTURE_SIZE), folder / f"{scene.stem}.png")


def inked(svg: str, colour: str) -> str:
    steps = scale(colour)
    return INK.sub(lambda ink: steps[INKS[ink[1]]] if ink[1] in INKS else ink[2], svg)


def draw_logos(browser: Browser, tenant: Path) -> None:
    """A grey stand-in for the logo of each supporter that the tenant names."""
    people = tenant / "people.toml"
    if not people.exists():
        return
    for supporter in tomllib.loads(people.read_text("utf-8")).get("supporter", []):
        svg = placeholder_logo(supporter["name"])
        save(shot(browser, svg, LOGO_SIZE), DEMO / "pictures" / "logos" / f"{supporter['key']}.png")


def placeholder_logo(name: str) -> str:
    size = min(46, 740 // len(name))
    return f"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200"
            font-family="Fira Sans" text-anchor="middle">
        <rect width="480" height="200" fill="#fff"/>
        <path fill="#eef0ef" stroke="#8b938f" stroke-width="3" stroke-dasharray="10 7"
            d="M12 188V52a40 40 0 0 1 40-40h376a40 40 0 0 1 40 40v96a40 40 0 0 1-40 40z"/>
        <text x="240" y="100" font-size="{size}" font-weight="600" fill="#3b423e">
        {escape(name)}</text>
        <text x="240" y="144" font-size="24" fill="#5a625e">Platzhalter für das Logo</text>
        </svg>"""


def shot(browser: Browser, svg: str, size: tuple[int, int]) -> Image.Image:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(f"<style>{fonts()} body {{ margin: 0 }} svg {{ display: block }}</style>{svg}")
    page.evaluate("document.fonts.ready")
    png = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(png)).convert("RGB")


def save(picture: Image.Image, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)


def print_infoblatt(browser: Browser) -> None:
    """A tagged PDF: headings, lists and reading order come from the HTML."""
    page = browser.new_page()
    page.set_content((DEMO / "documents" / "infoblatt.html").read_text("utf-8"))
    page.add_style_tag(content=fonts())
    page.evaluate("document.fonts.ready")
    page.pdf(
        path=DEMO / "documents" / "infoblatt.pdf",
        prefer_css_page_size=True,
        print_background=True,
        tagged=True,
        outline=True,
    )
    page.close()


def fonts() -> str:
    """Fira Sans as data, for a page without an address may load no file."""
    faces = []
    for weight in (400, 600):
        data = b64encode((FONTS / f"fira-sans-latin-{weight}-normal.woff2").read_bytes()).decode()
        faces.append(
            f"@font-face {{ font-family: 'Fira Sans'; font-weight: {weight}; "
            f"src: url(data:font/woff2;base64,{data}) }}"
        )
    return " ".join(faces)


if __name__ == "__main__":
    main()
