"""A town's Verwaltung at its desk, and people to look after."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from kommunen.models import Kommune, Person, Role


@pytest.fixture
def verwaltung(client_for, town, member) -> Client:
    """The browser of the town's Verwaltung, who has signed in before."""
    return client_for(town, arrived(town, member(town, Role.VERWALTUNG)))


@pytest.fixture
def person_of() -> Callable[[Kommune, object], Person]:
    return lambda kommune, user: Person.objects.get(kommune=kommune, user=user)


def arrived(kommune: Kommune, user):
    """Somebody who has signed in on the town's host before."""
    Person.objects.filter(kommune=kommune, user=user).update(signed_in_at=timezone.now())
    return user


def link_in(mail) -> str:
    """Path of the link in a mail."""
    return re.search(r"https://[^/\s]+(/\S+)", mail.body)[1]
