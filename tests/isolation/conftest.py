"""The world is built once and put back after each case."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.isolation import world as worlds
from tests.isolation.runner import Runner


@pytest.fixture
def _own_media_folder() -> None:
    """The world's files lie in one folder for all cases."""


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> worlds.World:
    folder = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder),
        transaction.atomic(),
    ):
        cache.clear()
        yield worlds.build()
        transaction.set_rollback(True)
        cache.clear()


@pytest.fixture(scope="package")
def runner(world) -> Runner:
    return Runner(world)
