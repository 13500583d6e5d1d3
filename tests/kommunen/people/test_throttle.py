"""Nobody tries passwords without end, and nobody locks somebody else out by trying."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kommunen.models import Role, SignInAttempt
from kommunen.people import throttle
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

DOORS = ["wagtailadmin_login", "wagtailcore_login"]
TOO_MANY = "Zu viele Versuche"


@pytest.fixture
def try_to_sign_in(client_for, town):
    def attempt(password, *, name, door="wagtailadmin_login", address="203.0.113.7", host=town):
        return client_for(host).post(
            reverse(door), {"username": name, "password": password}, REMOTE_ADDR=address
        )

    return attempt


@pytest.fixture
def name(town, member) -> str:
    return member(town, Role.REDAKTION).get_username()


def use_up(try_to_sign_in, name, **how):
    for _number in range(throttle.LIMIT):
        assert TOO_MANY not in try_to_sign_in("falsch", name=name, **how).content.decode()


def test_too_many_attempts_close_the_door_even_to_the_right_password(try_to_sign_in, name):
    use_up(try_to_sign_in, name)

    page = try_to_sign_in(PASSWORD, name=name)

    assert TOO_MANY in page.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_every_door_counts(try_to_sign_in, name, door):
    use_up(try_to_sign_in, name, door=door)

    assert try_to_sign_in(PASSWORD, name=name).status_code == 200


def test_capitals_do_not_make_another_name(try_to_sign_in, name):
    use_up(try_to_sign_in, name.upper())

    assert try_to_sign_in(PASSWORD, name=name).status_code == 200


def test_the_owner_signs_in_from_elsewhere(try_to_sign_in, name):
    use_up(try_to_sign_in, name)

    assert try_to_sign_in(PASSWORD, name=name, address="198.51.100.1").status_code == 302


def test_a_colleague_behind_the_same_address_signs_in(try_to_sign_in, name, town, member):
    use_up(try_to_sign_in, name)

    colleague = member(town, Role.FREIGABE).get_username()
    assert try_to_sign_in(PASSWORD, name=colleague).status_code == 302


def test_neighbours_in_one_ipv6_network_are_counted_together(try_to_sign_in, name):
    use_up(try_to_sign_in, name, address="2001:db8::1")

    assert try_to_sign_in(PASSWORD, name=name, address="2001:db8::2").status_code == 200


def test_the_door_opens_again(try_to_sign_in, name):
    use_up(try_to_sign_in, name)
    SignInAttempt.objects.update(at=timezone.now() - throttle.WINDOW)

    assert try_to_sign_in(PASSWORD, name=name).status_code == 302


def test_success_is_forgiving(try_to_sign_in, name):
    for _number in range(throttle.LIMIT - 1):
        try_to_sign_in("falsch", name=name)

    assert try_to_sign_in(PASSWORD, name=name).status_code == 302
    assert not SignInAttempt.objects.exists()


def test_neither_name_nor_address_is_kept(try_to_sign_in, name):
    try_to_sign_in("falsch", name=name)

    kept = str(SignInAttempt.objects.values_list().get())
    assert name not in kept
    assert "203.0.113.7" not in kept


def test_due_work_forgets_what_no_longer_counts(try_to_sign_in, name):
    try_to_sign_in("falsch", name=name)
    call_command("run_due", verbosity=0)
    assert SignInAttempt.objects.count() == 1

    SignInAttempt.objects.update(at=timezone.now() - throttle.WINDOW - timedelta(seconds=1))
    call_command("run_due", verbosity=0)
    assert not SignInAttempt.objects.exists()
