"""One initiative shown in two towns, and the arithmetic that a form may ask of a browser."""

import re
from datetime import timedelta

from django.utils import timezone

from inbox.models import Submission
from inbox.throttle import LIMIT_WITHOUT_ARITHMETIC
from kommunen.models import EntryConsent, KommuneSettings, Role
from mitmachkarte.selfcare import care
from tests.factories.mitmachkarte import InitiativePageFactory

SMALL = {"width": 320, "height": 700}


def is_narrow(page) -> bool:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return page.evaluate(wide) == 0


def test_one_initiative_is_shown_in_two_towns(
    visitor, desk, town, other_town, member, axe, screenshot
):
    initiative = InitiativePageFactory(
        town=town, title="Fahrradküche", slug="rad", lat="51.2500000", lon="6.9000000"
    )
    InitiativePageFactory(town=other_town, title="Beet", lat="51.1700000", lon="7.0800000")
    team = visitor(viewport=SMALL)
    team.goto(town.root_url + care.path(town, initiative, timezone.now() + timedelta(days=7)))
    team.get_by_role("link", name="In anderen Kommunen zeigen").click()
    axe(team)
    assert is_narrow(team)
    screenshot(team, "anderswo-fragen")
    team.get_by_label(re.compile("Eine andere Kommune")).fill("Nachbarstadt")
    team.get_by_role("button", name="Die Kommunen fragen").click()
    assert "Jede entscheidet selbst" in team.locator("main").inner_text()

    editor = desk(other_town, member(other_town, Role.FREIGABE))
    editor.goto(other_town.root_url + "/admin/")
    editor.get_by_role("link", name="1 Angebot einer anderen Kommune wartet auf Sie").click()
    axe(editor)
    screenshot(editor, "anderswo-angebote")
    editor.get_by_role("button", name=re.compile("Hier zeigen")).click()
    assert "wird gezeigt" in editor.locator("main table").inner_text()

    citizen = visitor()
    citizen.goto(other_town.root_url + "/mitmachkarte/")
    entry = citizen.locator(".card--entry", has_text="aus Musterstadt")
    assert "Fahrradküche" in entry.inner_text()
    citizen.locator("#map .leaflet-marker-icon").first.wait_for(state="attached")
    axe(citizen)
    screenshot(citizen, "anderswo-karte")
    entry.get_by_role("link", name="Fahrradküche").click()
    citizen.wait_for_url(town.root_url + "/mitmachkarte/rad/")

    team.goto(town.root_url + care.path(town, initiative, timezone.now() + timedelta(days=7)))
    team.get_by_role("link", name="In anderen Kommunen zeigen").click()
    team.get_by_role("button", name=re.compile("Nicht mehr dort zeigen")).click()
    assert not EntryConsent.objects.exists()
    citizen.goto(other_town.root_url + "/mitmachkarte/")
    assert "Fahrradküche" not in citizen.locator("main").inner_text()


def test_a_browser_does_the_arithmetic_while_people_write(visitor, town, axe, screenshot):
    settings = KommuneSettings.for_site(town.site)
    settings.asks_for_arithmetic = True
    settings.save()
    InitiativePageFactory(town=town, title="Fahrradküche", slug="rad")
    page = visitor()
    for number in range(LIMIT_WITHOUT_ARITHMETIC + 1):
        page.goto(town.root_url + "/mitmachkarte/rad/melden/")
        page.locator("input[type=radio]").first.check()
        page.locator("textarea").fill(f"Die Hausnummer stimmt nicht ({number}).")
        page.locator("input[name=altcha][value]").wait_for(state="attached")
        if number == 0:
            assert not page.locator("altcha-widget").is_visible()
            axe(page)
            screenshot(page, "rechenaufgabe")
        page.wait_for_timeout(3_000)
        page.get_by_role("button", name="Meldung absenden").click()
        page.wait_for_url("**gesendet=1")

    assert Submission.objects.count() == LIMIT_WITHOUT_ARITHMETIC + 1
