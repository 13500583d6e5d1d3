"""Every component before a real browser: barriers, narrow screens, colours, old browsers, paper."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import path

from config.styleguide import styleguide
from config.urls import urlpatterns as site_urlpatterns

urlpatterns = [path("gestaltung/", styleguide), *site_urlpatterns]

pytestmark = pytest.mark.urls(__name__)

DRESSES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
SCROLLS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def guide(town) -> str:
    return town.root_url + "/gestaltung/"


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_no_component_is_a_barrier(visitor, guide, axe, dress):
    page = visitor(**dress)
    page.goto(guide)

    axe(page)


@pytest.mark.parametrize("mood", ["kraeftig", "klar"])
def test_no_mood_is_a_barrier(page, guide, axe, mood):
    page.goto(f"{guide}?mood={mood}&colour=b3122d")

    axe(page)


def test_nothing_sticks_out_even_with_the_longest_words(page, guide):
    page.goto(guide)

    for width in (320, 390, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SCROLLS) == 0, f"at {width} px"


def test_text_of_double_size_fits_too(visitor, guide):
    page = visitor(viewport={"width": 640, "height": 800})
    page.goto(guide)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate(SCROLLS) == 0


def test_the_fonts_are_ours_and_load(page, guide):
    page.goto(guide)

    faces = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].map(face => [face.weight, face.status]))"
    )
    assert sorted(faces) == [["400", "loaded"], ["600", "loaded"]]


@pytest.fixture
def no_console(seen):
    """A page that is not found is an error in the console; here that is what we look at."""
    yield
    seen.errors.clear()


@pytest.mark.usefixtures("no_console")
@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_the_frame_is_no_barrier(visitor, town, axe, dress):
    page = visitor(viewport={"width": 390, "height": 844}, **dress)
    page.goto(town.root_url + "/gibt-es-nicht/")

    axe(page)
    assert page.evaluate(SCROLLS) == 0


@pytest.mark.usefixtures("no_console")
def test_the_skip_link_is_the_first_thing_to_reach(page, town):
    page.goto(town.root_url + "/gibt-es-nicht/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#inhalt")


def test_paper_carries_the_text_and_no_way_round_the_site(page, guide):
    page.goto(guide)
    page.emulate_media(media="print")

    assert page.locator(".prose").first.is_visible()
    for hidden in [".site-footer", ".skip-link", ".filters", ".pagination"]:
        assert not page.locator(hidden).first.is_visible()


def test_a_browser_without_light_dark_shows_the_light_scheme(visitor, guide):
    """As Safari 16 and Firefox 119 see it: our rules without the colours they do not know."""
    sheet = Path(finders.find("site/css/site.built.css")).read_text("utf-8")
    sheet = sheet.replace("light-dark(#000,#fff)", "unknown")  # the question: is it supported?
    sheet = re.sub(r"--[\w-]+:light-dark\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\);?", "", sheet)
    page = visitor(color_scheme="dark")
    page.route(
        "**/site.built.css", lambda route: route.fulfill(body=sheet, content_type="text/css")
    )
    page.goto(guide)

    (text, ground), (footer_text, footer_ground) = page.evaluate(
        "['body', '.site-footer__field'].map(name => document.querySelector(name))"
        ".map(getComputedStyle).map(style => [style.color, style.backgroundColor])"
    )
    assert ground == "rgb(255, 255, 255)"
    assert lightness(text) < 0.2
    assert lightness(footer_text) > 0.8 > 0.4 > lightness(footer_ground)


def lightness(colour: str) -> float:
    """Roughly: the mean of the channels of "rgb(r, g, b)", 0 to 1."""
    return sum(map(int, re.findall(r"\d+", colour)[:3])) / 765
