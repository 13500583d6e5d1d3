"""What the blocks of a page name is read by one query for each kind of thing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ContentPage
from home.sections import lay_out
from tests.factories.home import content_page
from tests.factories.kommunen import document, image
from textbausteine.blocks.shelf import Shelf, reading_ahead, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(town):
    return content_page(town, "Ziel", slug="ziel")


def text(*links):
    return "<p>" + "".join(f"<a {link}>Mehr</a>" for link in links) + "</p>"


def to_page(page):
    return f'linktype="page" id="{page.pk}"'


def page_of(town, body):
    return ContentPage.objects.get(pk=content_page(town, "Seite", body=body).pk)


def laid_out(page):
    """What a second visitor gets, and its queries: the first has sizes of files noted down."""
    lay_out(ContentPage.objects.get(pk=page.pk).body, {})
    with CaptureQueriesContext(connection) as queries:
        article = lay_out(page.body, {}).article
    return article, [each["sql"] for each in queries]


def test_links_buttons_and_examples_share_one_query_for_pages_and_one_for_files(town, target):
    paper = document(town, "Infoblatt")
    link = f'id="{paper.pk}" linktype="document"'
    button = {"buttons": [{"text": "Los", "page": target}]}
    example = {"town": "Bochum", "title": "Laden", "text": text(to_page(target)), "page": target}
    page = page_of(
        town,
        [
            ("text", text(to_page(target), link)),
            ("callout", {"tone": "note", "text": text(link)}),
            ("call_to_action", button),
            ("good_practice", example),
            ("download", {"document": paper}),
        ],
    )
    article, queries = laid_out(page)

    assert article.count("/ziel/") == 4
    assert article.count(paper.url) == 3
    assert sum('FROM "wagtailcore_page"' in sql for sql in queries) == 1
    assert sum('FROM "kommunen_document"' in sql for sql in queries) == 1


def test_the_body_of_a_page_is_not_read_for_a_link_to_it(town, target):
    _article, queries = laid_out(page_of(town, [("text", text(to_page(target)))]))

    assert not any("home_contentpage" in sql for sql in queries)


def test_a_picture_that_stands_twice_keeps_each_of_its_texts(town):
    picture = image(town, "Foto")
    body = []
    for alt in ("Beet", "Zaun"):
        value = {"image": type(picture).objects.get(), "alt_text": alt, "decorative": False}
        body.append(("picture", {"image": value, "caption": ""}))
    article, _queries = laid_out(page_of(town, body))

    assert 'alt="Beet"' in article
    assert 'alt="Zaun"' in article


def test_what_was_deleted_leaves_words_without_a_link(town, target):
    page = page_of(
        town, [("text", text(to_page(target), 'linktype="page" id="x"', 'linktype="page"'))]
    )
    ContentPage.objects.get(pk=target.pk).delete()
    article, _queries = laid_out(page)

    assert article.count("<a>Mehr</a>") == 3


def test_what_one_stream_has_read_is_forgotten_after_it(town, target):
    page = page_of(town, [("text", text(to_page(target)))])
    laid_out(page)

    assert take(ContentPage, [target.pk], lambda: ["asked anew"]) == ["asked anew"]


def test_a_stream_inside_another_adds_to_the_same_shelf(town, target):
    outer = page_of(town, [("call_to_action", {"buttons": [{"text": "Los", "page": target}]})])
    with reading_ahead(outer.body):
        before = take(type(target), [target.pk], list)
        with reading_ahead(page_of(town, [("text", text(to_page(target)))]).body):
            assert take(type(target), [target.pk], list) == before


def test_rows_come_in_the_order_asked_for_with_gaps(town, target):
    other = content_page(town, "Anderes", slug="anderes")

    found = Shelf().take(ContentPage, [other.pk, None, 0, target.pk, other.pk])

    assert found == [other, None, None, target, other]
    assert found[0] is not found[4]
