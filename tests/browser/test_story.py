"""The whole way: an editor writes, another publishes, a citizen reads, searches and takes part."""

import pytest
from django.core import mail
from playwright.sync_api import Page

from home.models import ContentPage
from inbox.guard import MIN_AGE_S
from kommunen.models import Kommune, Role
from tests.browser.keyboard import tab_to
from tests.conftest import PASSWORD
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import event
from tests.factories.textbausteine import text

TITLE = "Zwei Stunden für die Nachbarschaft"
QUOTE = "Wer reparieren kann, muss nichts wegwerfen."
SECRET = "geheim-team@initiative.example"


@pytest.fixture
def filled_town(central, town, other_town) -> Kommune:
    """A town with two initiatives, an event and a central text; next door one of the same name."""
    InitiativePageFactory(town=town, title="Repair-Café", contact_email=SECRET)
    InitiativePageFactory(town=town, title="Gartenfreunde", kinds=["gaerten"], lat="51.33")
    InitiativePageFactory(town=other_town, title="Repair-Café", summary="Von nebenan.")
    event(town, "Offene Werkstatt", rrule="FREQ=WEEKLY;BYDAY=SA")
    text(None, "So fängt es an", slug="anfang", words="In {{ kommune_name }} hilft man sich.")
    return town


def sign_in(page: Page, kommune: Kommune, user) -> None:
    page.goto(kommune.root_url + "/admin/login/")
    page.locator("[name=username]").fill(user.get_username())
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(kommune.root_url + "/admin/")


def add_block(page: Page, label: str) -> None:
    page.locator("[data-contentpath=body]").get_by_role(
        "button", name="Einen Block einfügen"
    ).last.click()
    page.get_by_role("option", name=label, exact=True).click()


def compose(page: Page, kommune: Kommune) -> None:
    """What Redaktion does: a page of quote, checklist, text module, map teaser and events."""
    root = kommune.site.root_page_id
    page.goto(f"{kommune.root_url}/admin/pages/add/home/contentpage/{root}/")
    page.locator("[name=title]").fill(TITLE)

    add_block(page, "Zitat")
    page.locator("[name=body-0-value-text]").fill(QUOTE)
    page.locator("[name=body-0-value-name]").fill("Ada Beispiel")
    page.locator("[name=body-0-value-function]").fill("Werkstattleitung")

    add_block(page, "Checkliste")
    page.locator("[name=body-1-value-heading]").fill("Das bringen Sie mit")
    page.locator("[name=body-1-value-points-0-value]").fill("Das kaputte Gerät")

    add_block(page, "Textbaustein")
    page.get_by_role("button", name="Textbaustein auswählen").click()
    page.get_by_role("link", name="So fängt es an").click()
    page.get_by_text("So fängt es an").last.wait_for()

    add_block(page, "Initiativen mit Karte")
    add_block(page, "Nächste Termine")


def let_it_save(page: Page) -> None:
    """Wait for the editor's own saving: a form sent before it is done makes it fail with 400."""
    page.wait_for_timeout(1_000)  # it waits half a second after the last change
    page.locator(".w-autosave-indicator__state--saving").wait_for(state="hidden")


def submit(page: Page) -> None:
    let_it_save(page)
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="In Freigabe der Kommune einreichen").click()
    page.locator(".messages .success").wait_for()


def publish(page: Page, kommune: Kommune) -> None:
    """What Freigabe does: open what waits on the dashboard, and approve it."""
    page.goto(kommune.root_url + "/admin/")
    page.get_by_role("link", name=TITLE).first.click()
    let_it_save(page)
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Freigeben und Veröffentlichen", exact=True).click()
    page.wait_for_load_state()


def take_part(page: Page, kommune: Kommune) -> None:
    """What a citizen does, with the keyboard alone: filter, open an initiative, write to it."""
    page.goto(kommune.root_url + "/mitmachkarte/")
    page.locator("#map :is(.marker, .cluster)").first.wait_for()
    tab_to(page, "category")
    while page.evaluate("document.activeElement.value") != "reparieren":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, "Filtern")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?*category=reparieren*")
    assert "Gartenfreunde" not in page.locator("main").inner_text()

    tab_to(page, "Repair-Café")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mitmachkarte/repair-cafe/")
    tab_to(page, "Nachricht schreiben")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nachricht/")
    for field, words in {
        "id_name": "Erika Beispiel",
        "id_email": "erika@familie-beispiel.example",
        "id_message": "Darf ich am Samstag meinen Toaster mitbringen?",
    }.items():
        tab_to(page, field)
        page.keyboard.type(words)
    page.wait_for_timeout(MIN_AGE_S * 1000)
    tab_to(page, "Nachricht absenden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nachricht/?gesendet=1")


@pytest.mark.parametrize("draft_is_pending", [False, True], ids=["published", "draft pending"])
def test_the_whole_way(filled_town, desk, open_context, page, member, draft_is_pending):
    redaktion, freigabe = member(filled_town, Role.REDAKTION), member(filled_town, Role.FREIGABE)
    writing = open_context().new_page()
    sign_in(writing, filled_town, redaktion)
    compose(writing, filled_town)
    submit(writing)
    publishing = desk(filled_town, freigabe)
    publish(publishing, filled_town)
    for editor in (writing, publishing):
        editor.close()  # an open editor saves by itself
    mail.outbox.clear()  # who writes and who approves are told by mail
    if draft_is_pending:
        found = ContentPage.objects.get(title=TITLE)
        found.title = "Ein neuer Entwurf"
        found.save_revision()

    page.goto(ContentPage.objects.get(title=TITLE).full_url)
    words = page.locator("main").inner_text()
    for part in (TITLE, QUOTE, "Das kaputte Gerät", "In Musterstadt", "Offene Werkstatt"):
        assert part in words
    assert "Ein neuer Entwurf" not in words
    assert "Von nebenan" not in words

    take_part(page, filled_town)

    (message,) = mail.outbox
    assert message.to == [SECRET]
    assert "Toaster" in message.body
    assert SECRET not in page.content()
