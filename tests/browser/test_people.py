"""Somebody is invited, sets a password and a second factor, and finds the way to the next town."""

import re
from base64 import b32decode

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page

from kommunen.models import Kommune, Person, Role
from kommunen.people.roles import grant
from tests.browser.conftest import NARROW, WIDE

ADDRESS = "ada.lovelace@stadt.example"
NEW_PASSWORD = "Kornblume-und-Klatschmohn-7"


@pytest.fixture
def look(axe, screenshot):
    """Hold a page to the rules for barriers, and take its picture, wide and narrow."""

    def look_at(page: Page, name: str) -> None:
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            screenshot(page, f"menschen-{name}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name} is wider than the screen"
        axe(page)

    return look_at


@pytest.fixture
def verwaltung(desk, town, member) -> Page:
    user = member(town, Role.VERWALTUNG)
    Person.objects.filter(user=user).update(signed_in_at=timezone.now())
    return desk(town, user)


def invite(page: Page, town: Kommune, look) -> str:
    """What Verwaltung does; returns the link that the mail brings."""
    page.goto(f"{town.root_url}/admin/people/")
    look(page, "liste")
    page.get_by_role("link", name="Jemanden einladen").first.click()
    look(page, "einladen")
    page.locator("[name=name]").fill("Ada Lovelace")
    page.locator("[name=email]").fill(ADDRESS)
    page.get_by_label("Redaktion: schreibt").check()
    page.get_by_role("button", name="Einladung senden").click()
    page.get_by_text("ist unterwegs").wait_for()
    return re.search(r"http://\S+", mail.outbox[-1].body)[0]


def set_password(page: Page, link: str) -> None:
    page.goto(link)
    page.locator("[name=new_password1]").fill(NEW_PASSWORD)
    page.locator("[name=new_password2]").fill(NEW_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/password_reset/complete/")


def sign_in(page: Page, town: Kommune) -> None:
    page.goto(f"{town.root_url}/admin/login/")
    page.locator("[name=username]").fill(ADDRESS)
    page.locator("[name=password]").fill(NEW_PASSWORD)
    page.keyboard.press("Enter")


def code_for(secret: str) -> str:
    """What the app shows; the same again counts as new."""
    TOTPDevice.objects.update(last_t=-1)
    return f"{TOTP(b32decode(secret.replace(' ', ''))).token():06d}"


def set_up_second_factor(page: Page, town: Kommune, look) -> str:
    page.goto(f"{town.root_url}/admin/people/second-factor/")
    look(page, "zweiter-faktor")
    secret = page.locator("main code").inner_text()
    page.locator("[name=code]").fill(code_for(secret))
    page.get_by_role("button", name="Einrichten", exact=True).click()
    page.get_by_text("nur dieses eine Mal").wait_for()
    look(page, "ersatzcodes")
    return secret


def test_from_the_invitation_to_the_next_town(
    verwaltung, open_context, central, town, other_town, look
):
    link = invite(verwaltung, town, look)
    page = open_context().new_page()
    set_password(page, link)
    sign_in(page, town)
    page.wait_for_url(f"{town.root_url}/admin/")
    secret = set_up_second_factor(page, town, look)

    elsewhere = open_context().new_page()
    sign_in(elsewhere, town)
    elsewhere.wait_for_url("**/login/code/")
    look(elsewhere, "code")
    elsewhere.locator("[name=code]").fill(code_for(secret))
    elsewhere.keyboard.press("Enter")
    elsewhere.wait_for_url(f"{town.root_url}/admin/")

    grant(get_user_model().objects.get(email=ADDRESS), other_town, Role.FREIGABE)
    elsewhere.goto(f"{town.root_url}/admin/people/towns/")
    look(elsewhere, "kommunen")
    elsewhere.get_by_role("link", name="Stadt Nachbarstadt").click()
    elsewhere.wait_for_url(f"{other_town.root_url}/admin/login/**")


@pytest.mark.parametrize("path", ["", "end/"])
def test_the_pages_about_one_person_are_for_everybody(verwaltung, town, member, look, path):
    user = member(town, Role.REDAKTION)
    person = Person.objects.get(user=user)
    Person.objects.filter(pk=person.pk).update(
        signed_in_at=timezone.now(),
        name="Wilhelmine Oberbürgermeisterinnenstellvertreterin-Grundstücksverkehrsgenehmigung",
    )
    verwaltung.goto(f"{town.root_url}/admin/people/{person.pk}/{path}")

    look(verwaltung, f"person-{path.strip('/') or 'form'}")


@pytest.mark.parametrize("path", ["deputies", "handover"])
def test_the_forms_for_standing_in_are_for_everybody(verwaltung, town, member, look, path):
    member(town, Role.REDAKTION)
    verwaltung.goto(f"{town.root_url}/admin/people/{path}/")

    look(verwaltung, path)
