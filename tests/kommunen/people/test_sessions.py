"""A session counts on one host, for one town, while its person works there."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from kommunen.models import KommuneSettings, Role, SignInAttempt
from kommunen.people.roles import grant, revoke
from tests.conftest import PASSWORD
from tests.factories.kommunen import contact_person, image

pytestmark = pytest.mark.django_db

HOME = "/admin/"


@pytest.fixture
def sign_in(client_for):
    def sign(kommune, user, password=PASSWORD) -> Client:
        client = client_for(kommune)
        fields = {"username": user.get_username(), "password": password}
        client.sign_in_page = client.post(reverse("wagtailadmin_login"), fields)
        return client

    return sign


def is_open(client, kommune=None, path=HOME) -> bool:
    host = {"host": kommune.site.hostname} if kommune else None
    return client.get(path, headers=host).status_code == 200


@pytest.fixture
def of_both(town, other_town, member):
    """Writes in the first town, publishes and sets up in the second."""
    user = member(town, Role.REDAKTION)
    grant(user, other_town, Role.FREIGABE)
    grant(user, other_town, Role.VERWALTUNG)
    return user


# --- The host


def test_a_session_opens_the_own_towns_admin(sign_in, town, member):
    assert is_open(sign_in(town, member(town, Role.REDAKTION)))


def test_a_cookie_moved_to_another_host_opens_nothing(sign_in, town, other_town, member, central):
    client = sign_in(town, member(town, Role.REDAKTION))

    assert not is_open(client, other_town)
    assert not is_open(client, central)


def test_not_even_on_the_host_of_the_persons_other_town(sign_in, town, other_town, of_both):
    assert not is_open(sign_in(town, of_both), other_town)


def test_nor_does_the_operators(sign_in, town, other_town, operator):
    client = sign_in(town, operator)

    assert is_open(client)
    assert not is_open(client, other_town)


def test_a_moved_cookie_is_nobodys_on_public_pages_either(sign_in, town, other_town, operator):
    client = sign_in(town, operator)

    page = client.get("/", headers={"host": other_town.site.hostname}).content.decode()

    assert "wagtail-userbar" not in page


def test_who_signs_in_elsewhere_is_told_where_the_own_town_is(sign_in, town, other_town, member):
    client = sign_in(other_town, member(town, Role.REDAKTION))

    assert f"{town.root_url}/admin/" in client.sign_in_page.content.decode()
    assert not is_open(client)


def test_a_wrong_password_learns_nothing_of_towns(sign_in, town, other_town, member):
    client = sign_in(other_town, member(town, Role.REDAKTION), password="falsch")

    assert town.root_url not in client.sign_in_page.content.decode()
    assert SignInAttempt.objects.count() == 1


# --- The end


def test_the_session_ends_with_the_membership(sign_in, town, other_town, of_both):
    client = sign_in(town, of_both)
    revoke(of_both, town, Role.REDAKTION)

    assert not is_open(client)


def test_a_session_does_not_rise_again_with_a_new_membership(sign_in, town, other_town, of_both):
    client = sign_in(town, of_both)
    revoke(of_both, town, Role.REDAKTION)
    grant(of_both, town, Role.FREIGABE)

    assert not is_open(client)


def test_a_further_role_leaves_the_session_open(sign_in, town, member):
    user = member(town, Role.REDAKTION)
    client = sign_in(town, user)
    grant(user, town, Role.FREIGABE)

    assert is_open(client)


def test_a_new_password_ends_the_other_sessions(sign_in, town, member):
    user = member(town, Role.REDAKTION)
    here, there = sign_in(town, user), sign_in(town, user)
    new = "Kornblume-und-Klatschmohn-7"

    here.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Ada",
            "name_email-last_name": "Neu",
            "password-old_password": PASSWORD,
            "password-new_password1": new,
            "password-new_password2": new,
            "locale-current_time_zone": "Europe/Berlin",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
        },
    )

    assert get_user_model().objects.get(pk=user.pk).check_password(new)
    assert is_open(here)
    assert not is_open(there)


# --- One town at a time


def test_on_one_towns_host_the_other_towns_pages_do_not_exist(sign_in, town, other_town, of_both):
    client = sign_in(town, of_both)
    foreign = other_town.site.root_page

    assert not is_open(client, path=reverse("wagtailadmin_pages:edit", args=[foreign.pk]))
    assert not is_open(client, path=reverse("wagtailadmin_choose_page_child", args=[foreign.pk]))
    for path in (
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_pages:search") + "?q=Nachbarstadt",
        reverse("wagtailadmin_api:pages:listing"),
    ):
        page = client.get(path, follow=True).content.decode()
        assert f"/pages/{foreign.pk}/" not in page


def test_nor_do_its_media_rows_and_settings(sign_in, town, other_town, of_both):
    image(other_town, "Fremdbild")
    contact_person(other_town, "Fremde")
    client = sign_in(town, of_both)
    model = KommuneSettings._meta
    people = "wagtailsnippets_kommunen_contactperson:list"

    assert "Fremdbild" not in client.get(reverse("wagtailimages:index")).content.decode()
    assert "Fremde" not in client.get(reverse(people)).content.decode()
    args = [model.app_label, model.model_name, other_town.site_id]
    assert not is_open(client, path=reverse("wagtailsettings:edit", args=args))


def test_roles_of_the_other_town_allow_nothing_here(sign_in, town, other_town, of_both):
    root = town.site.root_page
    sign_in(town, of_both).post(reverse("wagtailadmin_pages:unpublish", args=[root.pk]))

    assert Page.objects.get(pk=root.pk).live
    assert not is_open(sign_in(town, of_both), path=reverse("kommunen_people:list"))
    assert is_open(sign_in(other_town, of_both), path=reverse("kommunen_people:list"))


def test_what_waits_in_the_other_town_is_shown_there_only(
    sign_in, town, other_town, of_both, member
):
    page = other_town.site.root_page.specific
    page.title = "Wartet nebenan"
    page.save_revision()
    page.get_workflow().start(page, member(other_town, Role.REDAKTION))

    assert "Wartet nebenan" in sign_in(other_town, of_both).get(HOME).content.decode()
    here = sign_in(town, of_both)
    assert "Wartet nebenan" not in here.get(HOME).content.decode()
    assert not is_open(here, path=reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_whoever_serves_two_towns_finds_the_way(sign_in, town, other_town, of_both, member):
    client = sign_in(town, of_both)
    towns = reverse("kommunen_people:towns")

    assert towns in client.get(HOME).content.decode()
    page = client.get(towns).content.decode()
    assert f"{other_town.root_url}/admin/" in page
    assert "Freigabe, Verwaltung" in page


def test_others_are_not_bothered_with_towns(sign_in, town, member):
    home = sign_in(town, member(town, Role.FREIGABE)).get(HOME).content.decode()

    assert reverse("kommunen_people:towns") not in home


def test_a_citizens_page_asks_for_no_session(client_for, town):
    client = client_for(town)

    client.get("/")

    assert settings.SESSION_COOKIE_NAME not in client.cookies
