"""A citizen reports a barrier with the keyboard alone, on a wide screen and on a phone."""

import pytest
from django.core import mail

from inbox.guard import MIN_AGE_S
from kommunen.models import KommuneSettings
from tests.browser.keyboard import focused, tab_to

REPORT = "Mit der Tastatur komme ich nicht aus der Karte heraus."


@pytest.fixture
def form_url(town):
    KommuneSettings.objects.filter(site=town.site).update(
        contact_email="barrierefrei@stadt.example"
    )
    return town.root_url + "/barriere-melden/"


def fill(page, field, text):
    tab_to(page, f"id_{field}")
    page.keyboard.type(text)


@pytest.mark.parametrize("device", ["page", "phone"])
def test_reports_a_barrier_by_keyboard_alone(request, device, form_url, axe, screenshot, seen):
    page = request.getfixturevalue(device)
    page.goto(form_url)
    axe(page)
    screenshot(page, "barriere")

    tab_to(page, "Meldung absenden")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fehler")
    assert focused(page) == "fehler"
    axe(page)
    screenshot(page, "barriere-fehler")
    assert "422" in seen.errors.pop()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the summary leads to the field
    assert focused(page) == "id_message"
    page.keyboard.type(REPORT)
    fill(page, "email", "erika@familie-beispiel.example")
    page.wait_for_timeout(MIN_AGE_S * 1000)
    tab_to(page, "Meldung absenden")
    page.keyboard.press("Enter")

    page.wait_for_url(form_url + "?gesendet=1")
    axe(page)
    screenshot(page, "barriere-gesendet")
    (sent,) = mail.outbox
    assert REPORT in sent.body


def test_the_bait_cannot_be_reached(page, form_url):
    page.goto(form_url)

    with pytest.raises(AssertionError, match="cannot be reached"):
        tab_to(page, "subject")
    assert not page.locator("[name=subject]").is_visible()
