"""Who is gone for a year is forgotten; who may come back, or is known elsewhere, is not."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from kommunen.models import Person, Role
from kommunen.people.members import end
from kommunen.people.retention import KEPT_AFTER_END, forget
from kommunen.people.roles import grant

from .conftest import arrived

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(town, member, operator, person_of):
    user = arrived(town, member(town, Role.REDAKTION))
    end(person_of(town, user), operator)
    return user


def days_after(days: int):
    return timezone.now() + KEPT_AFTER_END + timedelta(days=days)


def accounts():
    return get_user_model().objects


def test_for_a_year_they_may_come_back(gone):
    forget(days_after(-1))

    assert Person.objects.filter(user=gone).exists()


def test_after_a_year_entry_and_account_are_deleted(gone):
    forget(days_after(1))

    assert not accounts().filter(pk=gone.pk).exists()


def test_an_account_that_another_town_knows_stays(town, other_town, member, operator, person_of):
    user = arrived(town, member(town, Role.REDAKTION))
    grant(user, other_town, Role.REDAKTION)
    end(person_of(town, user), operator)

    forget(days_after(1))

    assert not Person.objects.filter(user=user, kommune=town).exists()
    assert accounts().get(pk=user.pk).is_active


def test_an_account_closed_by_the_operator_stays(gone):
    gone.refresh_from_db()
    gone.set_password("geheim")
    gone.save()

    forget(days_after(1))

    assert accounts().filter(pk=gone.pk).exists()


def test_the_operator_forgets_a_second_factor_on_the_command_line(town, member):
    user = member(town, Role.REDAKTION)
    TOTPDevice.objects.create(user=user, name="App")

    call_command("reset_second_factor", user.get_username())

    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "niemand")


def test_the_forgotten_password_is_set_on_the_host_it_was_asked_on(client_for, town, member):
    user = member(town, Role.REDAKTION)

    client_for(town).post(reverse("wagtailadmin_password_reset"), {"email": user.email})

    assert "://musterstadt.example/admin/password_reset/confirm/" in mail.outbox[0].body
