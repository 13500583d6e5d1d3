"""People and places of the tests: a town, its neighbour, the centre, and who works there.

The towns are made by the same service that `create_kommune` uses, so they are complete.
"""

from collections.abc import Callable
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings

from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Kommune, Role
from kommunen.people.roles import grant
from tests import snapshots
from tests.databases import copy_migrated
from tests.isolation.summary import pytest_terminal_summary  # noqa: F401 (pytest finds it here)
from tests.web import own_machine_is_public, web  # noqa: F401 (fixtures)

PASSWORD = "geheim"
hypothesis_settings.register_profile("patient", deadline=None)  # a busy machine is no fault
hypothesis_settings.load_profile("patient")

MUSTERSTADT_KEY = "05158028"  # Ratingen's: the invented town borrows a real outline
NACHBARSTADT_KEY = "05122000"  # Solingen's


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """pytest-django's moment to name the database; it starts as a copy, already migrated."""
    copy_migrated(connection.creation._get_test_db_name())


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copy that was just made is the database to use."""
    return True


FOLDERS = count(1)


@pytest.fixture(autouse=True)
def _own_media_folder(settings, tmp_path_factory) -> None:
    """Of a name not used before; the folder itself is made by whoever puts a file there."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"media-{next(FOLDERS)}"
    cache.clear()  # it remembers pictures of the folder before


@pytest.fixture
def _found(db) -> Callable[..., Kommune]:
    """Found a live tenant as `create_kommune` does; the rows of later tests are copies of it."""
    already: list[str] = []

    def make(**wishes) -> Kommune:
        snapshots.once(
            already,
            wishes["host"],
            lambda: found_kommune(**wishes, state=Kommune.State.LIVE),
        )
        return Kommune.objects.complete().get(site__hostname=wishes["host"])

    return make


@pytest.fixture
def central(_found) -> Kommune:
    return _found(name="MehrWert-Baukasten", host="zentrale.example", kind=Kommune.Kind.ZENTRALE)


@pytest.fixture
def town(_found) -> Kommune:
    return _found(name="Musterstadt", host="musterstadt.example", key=MUSTERSTADT_KEY)


@pytest.fixture
def other_town(_found) -> Kommune:
    return _found(name="Nachbarstadt", host="nachbarstadt.example", key=NACHBARSTADT_KEY)


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """A browser on a town’s host: `client_for(town)`, signed in: `client_for(town, user)`."""

    def make(kommune: Kommune, user=None) -> Client:
        client = Client(headers={"host": kommune.site.hostname})
        if user:
            client.force_login(user)
        return client

    return make


@pytest.fixture
def member(db) -> Callable[..., object]:
    """Make a person with roles: `member(town, Role.REDAKTION)`."""

    def make(kommune: Kommune, *roles: Role):
        name = f"{'-'.join(roles)}@{kommune.site.hostname}"
        user = get_user_model().objects.create_user(username=name, email=name, password=PASSWORD)
        for role in roles:
            grant(user, kommune, role)
        return user

    return make


@pytest.fixture
def operator(db):
    """The superuser of the role Betrieb."""
    return get_user_model().objects.create_superuser(username="betrieb", password=PASSWORD)
