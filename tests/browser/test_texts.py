"""The centre writes an urgent change; one town uses the text live, one changes it, one pins it."""

import pytest
from playwright.sync_api import Page

from kommunen.models import Kommune, Role
from tests.browser.conftest import NARROW, WIDE
from tests.factories.home import content_page
from tests.factories.textbausteine import text
from textbausteine.contract.releases import latest_release
from textbausteine.models import Adoption, Notice, Textbaustein

OLD = "Ab März ist Ruhe in {{ der_kommune }}."
NEW = "Ab März ist wirklich Ruhe."
OURS = "Bei uns hilft der Bauhof."


@pytest.fixture
def third_town(_found_here) -> Kommune:
    return _found_here("Drittstadt", "drittstadt.localhost")


@pytest.fixture
def look(axe, screenshot):
    """Hold a page to the rules for barriers, and take its picture, wide and narrow."""

    def look_at(page: Page, name: str) -> None:
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            screenshot(page, f"texte-{name}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name} is wider than the screen"
        axe(page)

    return look_at


@pytest.fixture
def source(central, town, other_town, third_town) -> Textbaustein:
    easy = [("text", "<p>Schneiden Sie die Hecke im Winter.</p>")]
    found = text(None, "Hecken schneiden", slug="hecken", words=OLD, easy=easy)
    for kommune in (town, other_town, third_town):
        block = ("textbaustein", {"text": found, "with_title": True})
        content_page(kommune, "Garten", slug="garten", body=[block])
    own = text(other_town, "Hecken schneiden", slug="hecken", words=OLD)
    own.body = [("text", f"<p>{OLD}</p>"), ("text", f"<p>{OURS}</p>")]
    own.save_revision().publish()
    Adoption.objects.create(
        text=own,
        source=found,
        source_revision=found.live_revision,
        release=latest_release(found),
    )
    return found


def pin(page: Page, kommune: Kommune, source: Textbaustein) -> None:
    url = f"{kommune.root_url}/admin/snippets/textbausteine/textbaustein/inspect/{source.pk}/"
    page.goto(url)
    page.get_by_role("button", name="Diese Fassung festhalten").click()
    page.get_by_role("button", name="Wieder die aktuelle Fassung").wait_for()


def publish_urgently(page: Page, central: Kommune, source: Textbaustein, look) -> None:
    edit = f"{central.root_url}/admin/snippets/textbausteine/textbaustein/edit/{source.pk}/"
    page.goto(edit)
    page.locator(".placeholder-chip", has_text="der_kommune").first.wait_for()
    look(page, "editor")
    editor = page.locator("[data-contentpath=body] [role=textbox]").first
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(NEW)
    page.locator("[name=change_note]").fill("Das Bundesnaturschutzgesetz will es so.")
    page.locator("[name=act_by]").fill("31.12.2026")
    page.keyboard.press("Tab")
    page.wait_for_timeout(1_000)  # the editor saves by itself half a second after the last change
    page.locator(".w-autosave-indicator__state--saving").wait_for(state="hidden")
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Veröffentlichen", exact=True).click()
    page.wait_for_url("**/textbaustein/")


def open_change(page: Page, kommune: Kommune) -> None:
    """From the first page to the difference."""
    page.goto(f"{kommune.root_url}/admin/")
    page.get_by_text("Eilig: bis 31. Dezember 2026").wait_for()
    page.get_by_role("link", name="Hecken schneiden").click()
    page.get_by_role("heading", name="Was die Zentrale geändert hat").wait_for()
    page.locator("ins", has_text="wirklich").first.wait_for()


def read(page: Page, kommune: Kommune) -> str:
    page.goto(f"{kommune.root_url}/garten/")
    return page.locator("main").inner_text()


def test_each_town_decides_about_an_urgent_change(
    source, central, town, other_town, third_town, desk, member, look, page
):
    writer = desk(central, member(central, Role.TEXTREDAKTION))
    desks = {
        each: desk(each, member(each, Role.FREIGABE)) for each in (town, other_town, third_town)
    }
    pin(desks[third_town], third_town, source)

    publish_urgently(writer, central, source, look)

    live, adopting, pinning = (desks[each] for each in (town, other_town, third_town))
    open_change(live, town)
    look(live, "aenderung")
    live.get_by_role("button", name="Zur Kenntnis nehmen").click()
    live.get_by_text("Ihre Entscheidung ist festgehalten.").wait_for()

    open_change(adopting, other_town)
    adopting.get_by_role("link", name="Teil für Teil zusammenführen").click()
    look(adopting, "zusammenfuehren")
    adopting.get_by_role("radio", name="Fassung der Zentrale").first.check()
    adopting.get_by_role("button", name="Zusammenführen").click()
    adopting.wait_for_url("**/textbaustein/edit/**")

    open_change(pinning, third_town)
    pinning.get_by_role("button", name="Bei unserer Fassung bleiben").click()
    pinning.get_by_text("Entschieden", exact=True).wait_for()
    look(pinning, "aenderungen")

    assert NEW in read(page, town)
    assert NEW in read(page, other_town)
    assert OURS in read(page, other_town)
    assert "Ab März ist Ruhe in der Stadt Drittstadt." in read(page, third_town)
    assert set(Notice.objects.values_list("answer", flat=True)) == {"noted", "merged", "kept"}

    writer.goto(f"{central.root_url}/admin/textbausteine/verbreitung/{source.pk}/")
    writer.get_by_role("row", name="Drittstadt").get_by_text("beibehalten").wait_for()
    look(writer, "verbreitung")


def test_citizens_switch_to_leichte_sprache_and_back(source, town, page, axe):
    page.goto(f"{town.root_url}/gut-zu-wissen/")
    axe(page)
    page.get_by_role("link", name="Hecken schneiden").click()
    axe(page)
    page.get_by_role("link", name="In Leichter Sprache lesen").click()
    page.get_by_text("Schneiden Sie die Hecke im Winter.").wait_for()
    axe(page)
    page.get_by_role("link", name="In Alltagssprache lesen").click()
    page.get_by_text("Ab März ist Ruhe").wait_for()
