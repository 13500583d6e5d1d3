"""Verwaltung looks after the people of its own town, and of no other."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommunen.models import Person, Role
from kommunen.people.roles import grant, roles_of

from .conftest import arrived, link_in

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "Kornblume-und-Klatschmohn-7"


def url(view, *args):
    return reverse(f"kommunen_people:{view}", args=args)


def shown(client, view="list", *args) -> str:
    return client.get(url(view, *args)).content.decode()


@pytest.fixture
def send_invitation(verwaltung, django_capture_on_commit_callbacks):
    def send(**fields):
        fields = {"name": "Ada Neu", "email": "ada@stadt.example", "roles": ["redaktion"], **fields}
        with django_capture_on_commit_callbacks(execute=True):
            return verwaltung.post(url("invite"), fields)

    return send


def account(email="ada@stadt.example"):
    return get_user_model().objects.get(email=email)


# --- The list


def test_the_list_shows_the_towns_people_and_nobody_else(verwaltung, town, other_town, member):
    member(town, Role.REDAKTION)
    member(other_town, Role.REDAKTION)

    page = shown(verwaltung)

    assert "redaktion@musterstadt.example" in page
    assert "nachbarstadt" not in page


def test_the_list_costs_the_same_for_many_people(verwaltung, town, django_assert_num_queries):
    shown(verwaltung)
    with CaptureQueriesContext(connection) as few:
        shown(verwaltung)
    for number in range(5):
        user = get_user_model().objects.create_user(f"p{number}", f"p{number}@stadt.example")
        grant(user, town, Role.REDAKTION)

    with django_assert_num_queries(len(few)):
        shown(verwaltung)


@pytest.mark.parametrize("role", [Role.REDAKTION, Role.FREIGABE])
def test_other_roles_do_not_look_after_people(client_for, town, member, person_of, role):
    user = member(town, role)
    client = client_for(town, user)
    somebody = person_of(town, user)

    assert client.get(url("list")).status_code in {302, 403, 404}
    client.post(url("edit", somebody.pk), {"roles": ["verwaltung"]})
    assert roles_of(user, town) == {role}
    assert f'"{url("list")}"' not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_verwaltung_finds_the_list_in_its_menu(verwaltung):
    assert url("list") in verwaltung.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("view", ["edit", "end", "bring_back", "send_link"])
def test_a_person_of_another_town_does_not_exist(verwaltung, other_town, member, person_of, view):
    user = member(other_town, Role.REDAKTION)
    stranger = person_of(other_town, user)

    assert verwaltung.get(url(view, stranger.pk)).status_code in {404, 405}
    assert verwaltung.post(url(view, stranger.pk), {"roles": ["freigabe"]}).status_code == 404
    assert roles_of(user, other_town) == {Role.REDAKTION}
    assert mail.outbox == []


def test_verwaltung_of_one_town_is_nobody_on_the_host_of_the_next(
    client_for, town, other_town, member
):
    client = client_for(other_town, member(town, Role.VERWALTUNG))

    assert client.get(url("list")).status_code in {302, 403, 404}


# --- Inviting


def test_a_new_person_gets_a_link_on_the_towns_host_and_sets_a_password(
    send_invitation, client_for, town
):
    send_invitation(roles=["redaktion", "freigabe"])

    (invitation,) = mail.outbox
    assert invitation.to == ["ada@stadt.example"]
    assert "https://musterstadt.example/admin/" in invitation.body
    newcomer = client_for(town)
    form = newcomer.get(link_in(invitation), follow=True)
    passwords = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    newcomer.post(form.redirect_chain[-1][0], passwords)
    newcomer.post(
        reverse("wagtailadmin_login"), {"username": "ada@stadt.example", "password": NEW_PASSWORD}
    )
    assert newcomer.get(reverse("wagtailadmin_home")).status_code == 200
    assert roles_of(account(), town) == {Role.REDAKTION, Role.FREIGABE}


def test_an_invitation_opens_no_more_than_roles_of_the_town(send_invitation, town):
    send_invitation(
        is_superuser="on",
        is_staff="on",
        groups="1",
        user_permissions="1",
        is_active="",
        password="x",
    )

    user = account()
    assert not user.is_superuser
    assert not user.is_staff
    assert not user.user_permissions.exists()
    assert not user.groups.exclude(kommune_group__kommune=town).exists()
    assert not user.has_usable_password()


@pytest.mark.parametrize("role", ["textredaktion", "betrieb", ""])
def test_a_role_the_town_does_not_have_is_refused(send_invitation, role):
    page = send_invitation(roles=[role])

    assert page.status_code == 200
    assert not get_user_model().objects.filter(email="ada@stadt.example").exists()


def test_the_inviter_cannot_tell_whether_the_account_was_there(
    send_invitation, verwaltung, town, other_town, member
):
    known = arrived(other_town, member(other_town, Role.VERWALTUNG))
    known.first_name, known.last_name = "Grace", "Anderswo"
    known.save()

    answers = [send_invitation(email=email) for email in (known.email, "ada@stadt.example")]

    assert [answer.status_code for answer in answers] == [302, 302]
    page = shown(verwaltung)
    assert "Anderswo" not in page
    old, new = (Person.objects.get(kommune=town, email=e) for e in (known.email, account().email))
    pages = [
        shown(verwaltung, "edit", person.pk)
        .replace(person.email, "MAIL")
        .replace(f"/{person.pk}/", "/KEY/")
        for person in (old, new)
    ]
    assert without_tokens(pages[0]) == without_tokens(pages[1])


def without_tokens(page: str) -> str:
    return re.sub(
        r'(csrfmiddlewaretoken" value|CSRF_TOKEN":) ?="?[^"]*"?|"[A-Za-z0-9]{64}"', "", page
    )


def test_somebody_with_an_account_is_told_and_keeps_the_password(
    send_invitation, town, other_town, member
):
    known = member(other_town, Role.VERWALTUNG)
    password = known.password

    send_invitation(email=known.email.upper())

    known.refresh_from_db()
    assert known.password == password
    assert roles_of(known, town) == {Role.REDAKTION}
    (told,) = mail.outbox
    assert "password_reset" not in told.body
    assert "Musterstadt" in told.body


def test_an_account_the_operator_has_closed_stays_closed(send_invitation, other_town, member):
    closed = member(other_town, Role.VERWALTUNG)
    closed.is_active = False
    closed.save()

    send_invitation(email=closed.email)

    closed.refresh_from_db()
    assert not closed.is_active
    assert mail.outbox == []


def test_nobody_is_invited_twice(send_invitation):
    send_invitation()

    assert "gehört schon" in send_invitation(email="ADA@stadt.example").content.decode()
    assert len(mail.outbox) == 1


def test_an_invitation_nobody_followed_can_be_taken_back_without_a_trace(
    send_invitation, verwaltung, town
):
    send_invitation()

    verwaltung.post(url("end", Person.objects.get(email="ada@stadt.example").pk))

    assert not get_user_model().objects.filter(email="ada@stadt.example").exists()
    shown(verwaltung)  # with the message about what was done
    assert "ada@stadt.example" not in shown(verwaltung)


# --- Roles and names


def test_roles_of_the_town_are_given_and_taken(verwaltung, town, member, person_of):
    user = member(town, Role.REDAKTION)

    verwaltung.post(url("edit", person_of(town, user).pk), {"roles": ["freigabe"]})

    assert roles_of(user, town) == {Role.FREIGABE}


def test_forged_fields_raise_nobody(verwaltung, town, central, member, person_of):
    user = member(town, Role.REDAKTION)
    forged = {"is_superuser": "on", "is_staff": "on", "email": "evil@x.example", "groups": "1"}

    verwaltung.post(url("edit", person_of(town, user).pk), {"roles": ["freigabe"], **forged})
    verwaltung.post(url("edit", person_of(town, user).pk), {"roles": ["textredaktion"], **forged})

    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.is_staff
    assert user.email == "redaktion@musterstadt.example"
    assert roles_of(user, town) == {Role.FREIGABE}
    assert roles_of(user, central) == set()


def test_the_name_of_an_own_person_may_be_changed(verwaltung, town, member, person_of):
    user = arrived(town, member(town, Role.REDAKTION))

    verwaltung.post(
        url("edit", person_of(town, user).pk),
        {"roles": ["redaktion"], "first_name": "Ada", "last_name": "Lovelace"},
    )

    user.refresh_from_db()
    assert user.get_full_name() == "Ada Lovelace"


def test_the_name_of_somebody_who_also_serves_elsewhere_may_not(
    verwaltung, town, other_town, member, person_of
):
    user = arrived(town, member(town, Role.REDAKTION))
    grant(user, other_town, Role.REDAKTION)

    verwaltung.post(
        url("edit", person_of(town, user).pk), {"roles": ["freigabe"], "first_name": "Gekapert"}
    )

    user.refresh_from_db()
    assert user.first_name == ""
    assert roles_of(user, other_town) == {Role.REDAKTION}


def test_the_last_verwaltung_keeps_the_role(verwaltung, town, person_of):
    me = get_user_model().objects.get(email="verwaltung@musterstadt.example")

    page = verwaltung.post(url("edit", person_of(town, me).pk), {"roles": ["redaktion"]})
    verwaltung.post(url("end", person_of(town, me).pk))

    assert "letzte Verwaltung" in page.content.decode()
    assert roles_of(me, town) == {Role.VERWALTUNG}


def test_somebody_merely_invited_does_not_count_as_verwaltung(
    verwaltung, send_invitation, town, person_of
):
    me = get_user_model().objects.get(email="verwaltung@musterstadt.example")
    send_invitation(roles=["verwaltung"])

    verwaltung.post(url("end", person_of(town, me).pk))
    assert roles_of(me, town) == {Role.VERWALTUNG}

    arrived(town, account())
    verwaltung.post(url("end", person_of(town, me).pk))
    assert roles_of(me, town) == set()


# --- Ending and coming back


def test_deactivating_closes_an_account_on_which_nobody_else_counts(
    verwaltung, town, member, person_of
):
    user = arrived(town, member(town, Role.REDAKTION))

    verwaltung.post(url("end", person_of(town, user).pk))

    user.refresh_from_db()
    assert not user.is_active
    assert roles_of(user, town) == set()
    assert "deaktiviert" in shown(verwaltung)


def test_deactivating_leaves_the_account_to_the_other_town(
    verwaltung, town, other_town, member, person_of
):
    user = arrived(town, member(town, Role.REDAKTION))
    grant(user, other_town, Role.FREIGABE)

    verwaltung.post(url("end", person_of(town, user).pk))

    user.refresh_from_db()
    assert user.is_active
    assert user.check_password("geheim")
    assert roles_of(user, other_town) == {Role.FREIGABE}


def test_who_comes_back_has_the_former_roles_and_sets_a_password(
    verwaltung, town, member, person_of, django_capture_on_commit_callbacks
):
    user = arrived(town, member(town, Role.REDAKTION))
    verwaltung.post(url("end", person_of(town, user).pk))

    with django_capture_on_commit_callbacks(execute=True):
        verwaltung.post(url("bring_back", person_of(town, user).pk))

    user.refresh_from_db()
    assert user.is_active
    assert roles_of(user, town) == {Role.REDAKTION}
    assert "password_reset/confirm" in mail.outbox[0].body


def test_a_reset_link_goes_to_the_person_only(verwaltung, town, member, person_of):
    user = arrived(town, member(town, Role.REDAKTION))

    page = verwaltung.post(url("send_link", person_of(town, user).pk), follow=True)

    (sent,) = mail.outbox
    assert sent.to == [user.email]
    assert "https://musterstadt.example/admin/password_reset/confirm/" in sent.body
    assert "password_reset/confirm" not in page.content.decode()


def test_nobody_writes_another_address_into_the_own_account(client_for, town, member):
    user = member(town, Role.REDAKTION)
    account_page = reverse("wagtailadmin_account")

    client_for(town, user).post(
        account_page, {"name_email-email": "fremd@x.example", "name_email-first_name": "A"}
    )

    user.refresh_from_db()
    assert user.email == "redaktion@musterstadt.example"
