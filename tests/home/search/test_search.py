"""The search finds what visitors of this town may read, in any form of a word, and nothing else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from kommunen.models import Kommune
from tests.factories.home import content_page, news
from tests.factories.kommunen import document
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of
from tests.factories.termintipps import event
from tests.factories.textbausteine import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client_for):
    """The answer to some words: `found(town, "Gärten")`."""

    def ask(kommune, words: str, **parameters) -> str:
        response = client_for(kommune).get(reverse("home:search"), {"q": words, **parameters})
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_everything_a_visitor_may_read_is_found(town, found):
    InitiativePageFactory(
        parent=map_page_of(town), title="Gemeinschaftsgarten Süd", summary="Beete"
    )
    event(town, "Tag der offenen Gärten")
    text(town, "Ein Garten für alle")
    news(town, "Neuer Garten am Bahnhof")
    content_page(town, "Wie Gärten entstehen")

    answer = found(town, "gärten")

    for title in (
        "Gemeinschaftsgarten Süd",
        "Tag der offenen Gärten",
        "Ein Garten für alle",
        "Neuer Garten am Bahnhof",
        "Wie Gärten entstehen",
    ):
        assert title in answer


def test_what_is_not_public_is_not_found(town, found):
    content_page(town, "Laternenumzug im Entwurf", live=False)
    secret = content_page(town, "Laternenumzug hinter Kennwort")
    PageViewRestriction.objects.create(
        page=secret, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
    )
    text(town, "Laternenumzug als Entwurf", live=False)
    document(town, "Laternenumzug ungenutzt")

    assert "Laternenumzug " not in found(town, "laternenumzug")


def test_a_document_is_found_where_a_page_shows_it(town, found):
    sheet = document(town, "Infoblatt Regentonnen")
    content_page(town, "Wasser sparen", body=[("download", {"document": sheet})])
    assert "Infoblatt Regentonnen" in found(town, "regentonne")


def test_another_towns_things_are_not_found(town, other_town, found):
    content_page(other_town, "Schraubertreff der Nachbarn")
    InitiativePageFactory(parent=map_page_of(other_town), title="Schraubertreff nebenan")
    text(other_town, "Schraubertreff gründen")

    answer = found(town, "schraubertreff")

    assert "Nichts gefunden" in answer
    assert "Nachbarn" not in answer


def test_one_kind_is_shown_alone_with_pages_of_its_own(town, found):
    for number in range(23):
        content_page(town, f"Werkbank {number}", slug=f"werkbank-{number}")
    event(town, "Offene Werkbank")

    answer = found(town, "werkbank", kind="pages", page="2")

    assert "Offene Werkbank" not in answer
    assert answer.count("<h4>") == 3


def test_some_of_the_words_are_better_than_none(town, found):
    content_page(town, "Lastenräder leihen")
    answer = found(town, "lastenrad zauberstab")
    assert "Lastenräder leihen" in answer
    assert "einige davon" in answer


def test_an_event_that_is_over_says_so(town, found):
    event(town, "Apfelfest vor Jahren", start_date=date(2026, 1, 10))
    assert "Ist vorbei" in found(town, "apfelfest")


@pytest.mark.parametrize("words", ["", " ", "…", "\0", "x" * 5000, "(((", '"', "AND OR NOT", "%"])
def test_odd_words_find_nothing_and_break_nothing(town, found, words: str):
    assert "<h1>" in found(town, words)


def test_markup_in_the_words_stays_text(town, found):
    assert "<script>alert" not in found(town, "<script>alert(1)</script>")


def test_the_number_of_queries_does_not_depend_on_what_is_found(town, client_for):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client_for(town).get(reverse("home:search"), {"q": "fahrrad"})
        return len(queries)

    page = map_page_of(town)
    for number in range(2):
        InitiativePageFactory(parent=page, title=f"Fahrrad {number}")
        event(town, f"Fahrrad fahren {number}")
    before = cost()
    for number in range(2, 9):
        InitiativePageFactory(parent=page, title=f"Fahrrad {number}")
        event(town, f"Fahrrad fahren {number}")
    assert cost() == before


def test_titles_are_offered_while_somebody_types(town, other_town, client_for):
    content_page(town, "Radtour durchs Moor")
    content_page(town, "Radtour im Entwurf", live=False)
    content_page(other_town, "Radtour der Nachbarn")
    response = client_for(town).get(reverse("home:suggestions"), {"q": "radt"})
    assert response.json() == ["Radtour durchs Moor"]


def test_every_page_leads_to_the_search(town, client_for):
    assert f'href="{reverse("home:search")}"' in client_for(town).get("/").content.decode()


def test_a_host_without_tenant_has_no_search(client, settings):
    settings.KOMMUNEN_ONLY_TENANT_HOSTS = False
    assert client.get(reverse("home:search"), {"q": "x"}).status_code == 404
    assert not Kommune.objects.exists()
