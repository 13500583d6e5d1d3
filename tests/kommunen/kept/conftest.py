"""As on a server: things are kept, and what tests write is committed when they say so."""

from contextlib import contextmanager

import pytest
from django.core.cache import cache

from tests.factories.home import content_page


@pytest.fixture(autouse=True)
def _keeping(settings):
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    @contextmanager
    def run():
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return run


@pytest.fixture
def page(town):
    body = [("text", "<p>Erster Satz.</p>")]
    return content_page(town, title="Erste Fassung", slug="seite", body=body)
