"""The demo, loaded once for all tests of this folder: that takes some seconds."""

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from home.demo.loading import Report, load
from tests.stocktaking import take_stock

PASSWORD = "vier-erfundene-woerter"
PORT = 8000


@pytest.fixture(scope="package")
def _media(tmp_path_factory):
    return tmp_path_factory.mktemp("demo-media")


@pytest.fixture(autouse=True)
def _own_media_folder(settings, _media) -> None:
    """In place of a folder for each test: the demo's pictures are there for all."""
    settings.MEDIA_ROOT = _media


@pytest.fixture(scope="package")
def _loaded(django_db_setup, django_db_blocker, _media):
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=_media), transaction.atomic():
        report = load(PORT, PASSWORD, timezone.localdate())
        take_stock()
        yield report
        transaction.set_rollback(True)


@pytest.fixture
def demo(_loaded, db) -> Report:
    return _loaded
