"""A stolen password alone opens nothing for those who have, or must have, a second factor."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from kommunen.models import Kommune, Role
from kommunen.people import second_factor
from kommunen.people.roles import grant
from tests.conftest import PASSWORD

from .conftest import arrived

pytestmark = pytest.mark.django_db

HOME = "/admin/"
SET_UP = "kommunen_people:second_factor"


def code_of(device: TOTPDevice) -> str:
    """What the app shows now; the same again counts as new."""
    fresh = {"last_t": -1, "throttling_failure_count": 0, "throttling_failure_timestamp": None}
    TOTPDevice.objects.filter(pk=device.pk).update(**fresh)
    return f"{TOTP(device.bin_key).token():06d}"


@pytest.fixture
def device(user) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="App")


@pytest.fixture
def user(town, member):
    return arrived(town, member(town, Role.REDAKTION))


@pytest.fixture
def after_password(client_for, town, user):
    """A browser that has shown the right password."""

    def sign_in(door="wagtailadmin_login", **fields):
        client = client_for(town)
        fields = {"username": user.get_username(), "password": PASSWORD, **fields}
        client.answer = client.post(reverse(door), fields)
        return client

    return sign_in


def is_open(client, path=HOME) -> bool:
    return client.get(path).status_code == 200


def send(client, code, **fields):
    return client.post(reverse("kommunen_code"), {"code": code, **fields})


# --- Setting up


def test_everybody_may_set_it_up(after_password, user):
    client = after_password()
    page = client.get(reverse(SET_UP)).content.decode()
    waiting = TOTPDevice.objects.get(user=user)
    assert second_factor.secret_of(waiting) in page
    assert "<svg" in page
    assert not second_factor.device_keys(user)

    done = client.post(reverse(SET_UP), {"code": code_of(waiting)})

    assert len(re.findall("<li><code>", done.content.decode())) == second_factor.BACKUP_CODES
    assert TOTPDevice.objects.get(user=user).confirmed
    assert is_open(client)


def test_a_wrong_code_sets_nothing_up(after_password, user):
    client = after_password()
    client.get(reverse(SET_UP))

    page = client.post(reverse(SET_UP), {"code": "000000"}).content.decode()

    assert "stimmt nicht" in page
    assert not TOTPDevice.objects.get(user=user).confirmed


def test_setting_it_up_closes_the_sessions_that_know_only_the_password(after_password, user):
    here, there = after_password(), after_password()
    here.get(reverse(SET_UP))
    here.post(reverse(SET_UP), {"code": code_of(TOTPDevice.objects.get(user=user))})

    assert is_open(here)
    assert not is_open(there)


# --- Signing in


def test_after_the_password_nobody_is_signed_in_yet(after_password, device):
    client = after_password()

    assert client.answer.headers["Location"] == reverse("kommunen_code")
    assert not is_open(client)


def test_the_code_signs_in_and_leads_on(after_password, device):
    target = reverse("wagtailadmin_account")
    client = after_password(next=target)

    answer = send(client, code_of(device))

    assert answer.headers["Location"] == target
    assert is_open(client)


def test_no_other_door_does_without_the_code(after_password, device):
    assert not is_open(after_password(door="wagtailcore_login"))


def test_a_code_counts_once(after_password, device):
    code = code_of(device)
    send(after_password(), code)

    second = after_password()
    send(second, code)

    assert not is_open(second)


def test_a_backup_code_opens_once(after_password, device, user):
    code = second_factor.new_backup_codes(user)[0]
    first, second = after_password(), after_password()

    send(first, code.upper())
    send(second, code)

    assert is_open(first)
    assert not is_open(second)
    assert second_factor.backup_codes_left(user) == second_factor.BACKUP_CODES - 1


def test_a_wrong_code_makes_the_next_one_wait(after_password, device, user):
    right = code_of(device)
    client = after_password()
    send(client, "000000")

    page = send(client, right).content.decode()

    assert "Bitte warten Sie" in page
    assert not is_open(client)


def test_after_some_wrong_codes_the_password_is_asked_for_again(after_password, device):
    client = after_password()
    for _number in range(5):
        code_of(device)  # as if one had waited
        answer = send(client, "000000")

    assert answer.headers["Location"] == reverse("wagtailadmin_login")
    send(client, code_of(device))
    assert not is_open(client)


def test_a_password_changed_meanwhile_ends_the_sign_in(after_password, device, user):
    client = after_password()
    user.set_password("Kornblume-und-Klatschmohn-7")
    user.save()

    send(client, code_of(device))

    assert not is_open(client)


def test_nobody_gets_to_the_second_step_without_the_first(client_for, town, device):
    client = client_for(town)

    assert client.get(reverse("kommunen_code")).status_code == 302
    send(client, code_of(device))
    assert not is_open(client)


# --- Required by the operator


@pytest.fixture(params=["town", "everybody"])
def required(request, town, settings):
    if request.param == "town":
        Kommune.objects.filter(pk=town.pk).update(requires_second_factor=True)
    else:
        settings.KOMMUNEN_SECOND_FACTOR_FOR_ALL = True


def test_whoever_must_have_one_sets_it_up_first(after_password, user, required):
    client = after_password()

    for path in (HOME, reverse("wagtailimages:index")):
        assert client.get(path).headers["Location"] == reverse(SET_UP)
    client.get(reverse(SET_UP))
    client.post(reverse(SET_UP), {"code": code_of(TOTPDevice.objects.get(user=user))})
    assert is_open(client)


def test_the_operator_is_no_exception(client_for, town, operator, required):
    assert client_for(town, operator).get(HOME).headers["Location"] == reverse(SET_UP)


def test_what_is_required_is_not_switched_off(after_password, user, device, required):
    client = after_password()
    send(client, code_of(device))

    client.post(reverse(SET_UP), {"code": code_of(device), "switch-off": ""})

    assert second_factor.device_keys(user)


def test_what_is_not_required_may_be_switched_off_with_a_code(after_password, user, device):
    client = after_password()
    send(client, code_of(device))

    client.post(reverse(SET_UP), {"code": "000000", "switch-off": ""})
    assert TOTPDevice.objects.filter(user=user).exists()
    client.post(reverse(SET_UP), {"code": code_of(device), "switch-off": ""})
    assert not TOTPDevice.objects.filter(user=user).exists()


# --- Reset


def reset_url(person):
    return reverse("kommunen_people:reset_second_factor", args=[person.pk])


def test_verwaltung_resets_that_of_an_own_person_who_is_told(
    verwaltung, town, user, device, person_of
):
    verwaltung.post(reset_url(person_of(town, user)))

    assert not TOTPDevice.objects.filter(user=user).exists()
    assert mail.outbox[0].to == [user.email]


def test_not_of_somebody_who_also_serves_elsewhere(
    verwaltung, town, other_town, user, device, person_of
):
    grant(user, other_town, Role.REDAKTION)

    verwaltung.post(reset_url(person_of(town, user)))

    assert TOTPDevice.objects.filter(user=user).exists()


def test_nor_of_another_towns_person(verwaltung, other_town, member, person_of):
    stranger = arrived(other_town, member(other_town, Role.REDAKTION))
    TOTPDevice.objects.create(user=stranger, name="App")

    assert verwaltung.post(reset_url(person_of(other_town, stranger))).status_code == 404
    assert TOTPDevice.objects.filter(user=stranger).exists()


def test_the_operator_resets_anybodys(
    client_for, town, other_town, user, device, operator, person_of
):
    grant(user, other_town, Role.REDAKTION)

    client_for(town, operator).post(reset_url(person_of(town, user)))

    assert not TOTPDevice.objects.filter(user=user).exists()


def test_the_list_says_who_has_one(verwaltung, device):
    assert "ja" in re.findall(
        r"<td>(\w+)</td>", verwaltung.get(reverse("kommunen_people:list")).content.decode()
    )
