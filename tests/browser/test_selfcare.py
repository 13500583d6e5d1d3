"""An initiative proposes itself, is moderated, changes its entry, and is asked a year later."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from inbox import outbox
from inbox.guard import MIN_AGE_S
from kommunen.models import Role
from mitmachkarte.freshness import loop
from mitmachkarte.models import InitiativePage
from mitmachkarte.selfcare import care
from tests.factories.mitmachkarte import InitiativePageFactory

EMAIL = "gruppe@giesskanne.example"


def newest_link() -> str:
    outbox.deliver_due(timezone.now() + timedelta(seconds=1))
    return re.search(r"https?://\S+", mail.outbox[-1].body.split("Knopf")[-1])[0]


def link_of_care() -> str:
    outbox.deliver_due(timezone.now() + timedelta(seconds=1))
    return re.search(r"https?://\S+/pflege/\S+", mail.outbox[-1].body)[0]


def look(page, axe, screenshot, name) -> None:
    axe(page)
    screenshot(page, f"pflege-{name}")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


def propose(page, town, look_at) -> None:
    page.goto(town.root_url + "/mitmachkarte/")
    page.get_by_role("link", name="Initiative eintragen").click()
    look_at("1")
    page.locator("#id_title").fill("Gießkannengruppe")
    page.locator("#id_summary").fill("Wir gießen Straßenbäume, wenn der Regen ausbleibt.")
    page.get_by_label("Gärten").first.check()
    page.locator("#id_email").fill(EMAIL)
    page.get_by_role("button", name="Weiter zu Ort und Zeit").click()
    look_at("2")
    page.locator("#id_street").fill("Lindenallee 3")
    page.get_by_role("button", name="Weiter zur Prüfung").click()
    look_at("3")
    page.get_by_label(re.compile("Ich spreche für diese Initiative")).check()
    page.wait_for_timeout(MIN_AGE_S * 1000)
    page.get_by_role("button", name="Vorschlag absenden").click()
    page.wait_for_url("**/?gesendet=1")
    look_at("gesendet")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_proposal_to_the_yearly_question(
    visitor, desk, town, member, axe, screenshot, time_machine, script
):
    page = visitor(java_script_enabled=script)

    def look_at(name):
        if script:
            look(page, axe, screenshot, name)

    propose(page, town, look_at)

    page.goto(newest_link())
    look_at("bestaetigen")
    page.get_by_role("button", name="Ja, vorschlagen").click()
    assert "Vielen Dank" in page.locator("h1").inner_text()

    editor = desk(town, member(town, Role.FREIGABE))
    editor.goto(town.root_url + "/admin/")
    assert "Gießkannengruppe" in editor.locator("main").inner_text()
    InitiativePage.objects.get().get_latest_revision().publish()
    care.greet_published(timezone.now())

    page.goto(link_of_care())
    look_at("verwalten")
    page.get_by_role("link", name="Etwas ändern").click()
    look_at("aendern")
    page.locator("#id_street").fill("Lindenallee 5")
    page.get_by_role("button", name="Änderung absenden").click()
    assert "bis dahin sehen alle die bisherige Fassung" in page.locator("main").inner_text()

    editor.goto(town.root_url + "/admin/eingang/")
    editor.get_by_role("link", name="Gießkannengruppe").click()
    assert "Lindenallee 3" in editor.locator("del").inner_text()
    screenshot(editor, "pflege-unterschied")
    editor.get_by_role("button", name="Änderung veröffentlichen").click()
    editor.wait_for_url("**/admin/eingang/")
    assert InitiativePage.objects.get().street == "Lindenallee 5"

    mail.outbox.clear()
    later = timezone.now() + timedelta(days=367)
    loop.run(later)
    outbox.deliver_due(later)
    (question,) = mail.outbox
    page.goto(re.search(r"https?://\S+/pflege/\S+", question.body)[0])
    page.get_by_role("button", name="Alles stimmt so").click()
    assert "ab heute bestätigt" in page.locator("main").inner_text()
    look_at("bestaetigt")


@pytest.mark.parametrize("device", ["page", "phone"])
def test_the_smaller_pages_are_open_to_everyone(request, device, town, axe, screenshot, seen):
    page = request.getfixturevalue(device)
    initiative = InitiativePageFactory(
        town=town,
        title="Donaudampfschifffahrtsgesellschaftskapitänsmützenreparatur",
        slug="rad",
        first_published_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    link = town.root_url + care.path(town, initiative, timezone.now() + timedelta(days=7))

    for name, url in {
        "eintrag": town.root_url + "/mitmachkarte/rad/",
        "link": town.root_url + "/mitmachkarte/rad/verwalten/",
        "melden": town.root_url + "/mitmachkarte/rad/melden/",
        "uebersicht": link,
        "abmelden": link + "abmelden/",
        "uebergeben": link + "uebergeben/",
        "ungueltig": town.root_url + "/mitmachkarte/pflege/1-1.x/",
    }.items():
        page.goto(url)
        look(page, axe, screenshot, name)
    assert "410" in seen.errors.pop()
