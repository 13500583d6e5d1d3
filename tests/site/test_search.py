"""The search index stays right although we do not count all of it at each writing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from tests.factories.home import content_page

needs_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite weighs titles by itself"
)


def test_a_new_page_is_found_at_once(town):
    content_page(town, "Nachbarschaftswerkstatt")
    (found,) = Page.objects.search("Nachbarschaftswerkstatt")
    assert found.title == "Nachbarschaftswerkstatt"


@needs_postgres
def test_a_short_title_weighs_more_than_a_long_one(town):
    short = content_page(town, "Werkstatt")
    long = content_page(town, "Werkstatt für Lampen, Räder, Radios und alles andere")
    found = list(Page.objects.search("Werkstatt"))
    assert found.index(short.page_ptr) < found.index(long.page_ptr)
    norms = [page.index_entries.get().title_norm for page in (short, long)]
    assert 1.0 not in norms
    assert norms[0] > norms[1]


@needs_postgres
def test_writing_an_entry_does_not_count_the_whole_index(town):
    page = content_page(town, "Werkstatt")
    get_search_backend().add(page)  # the average is known now
    with CaptureQueriesContext(connection) as queries:
        get_search_backend().add(page)
    words = " ".join(query["sql"] for query in queries)
    assert "AVG(" not in words
    assert f"'{page.pk}'" in words
