"""A withdrawn text leaves its successor or nothing, never an error; and which pages show what."""

import pytest
from django.urls import reverse

from kommunen.models import Role
from tests.factories.home import content_page
from tests.factories.textbausteine import text
from textbausteine.models import Textbaustein, TextsPage, Withdrawal
from textbausteine.showing import pages_showing

from .conftest import adopt, page_with, paragraphs, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def heir(central):
    return text(None, "Hecken und Vögel", slug="voegel", words="Schauen Sie nach Nestern.")


@pytest.fixture
def withdraw(client_for, central, member):
    browser = client_for(central, member(central, Role.TEXTREDAKTION))

    def act(found, successor=None):
        url = reverse("wagtailsnippets_textbausteine_textbaustein:unpublish", args=[found.pk])
        return browser.post(url, {"successor": successor.pk if successor else "", "reason": "Alt"})

    return act


def read(client_for, kommune, address="/gute-nachbarschaft/"):
    return client_for(kommune).get(address, follow=True)


def test_pages_show_the_successor(source, heir, live_page, town, withdraw, client_for):
    withdraw(source, heir)

    answer = read(client_for, town)
    assert answer.status_code == 200
    assert "Schauen Sie nach Nestern." in answer.content.decode()
    assert "Schauen Sie" in read(client_for, town, "/gut-zu-wissen/hecken/").content.decode()


def test_without_a_successor_pages_leave_it_out(source, live_page, town, withdraw, client_for):
    withdraw(source)

    answer = read(client_for, town)
    assert answer.status_code == 200
    assert "Ruhe" not in answer.content.decode()
    assert read(client_for, town, "/gut-zu-wissen/hecken/").status_code == 404


def test_a_withdrawn_text_is_withdrawn_for_those_who_pinned_it_too(
    source, heir, pinned, third_town, withdraw, client_for
):
    page_with(third_town, source)

    withdraw(source, heir)

    assert "Schauen Sie" in read(client_for, third_town).content.decode()


def test_an_own_version_outlives_its_source(source, own, other_town, withdraw, client_for):
    withdraw(source)

    assert "Ruhe" in read(client_for, other_town, "/gut-zu-wissen/hecken/").content.decode()


def test_the_successor_of_a_successor_takes_its_place(
    source, heir, live_page, town, withdraw, client_for
):
    last = text(None, "Zuletzt", slug="zuletzt", words="Der letzte Stand.")
    withdraw(source, heir)
    withdraw(heir, last)

    assert "Der letzte Stand." in read(client_for, town).content.decode()


def test_two_texts_that_name_each_other_do_not_turn_in_circles(
    source, heir, live_page, town, withdraw, client_for
):
    withdraw(source, heir)
    withdraw(heir, None)
    Withdrawal.objects.update(successor=source)

    assert read(client_for, town).status_code == 200


def test_a_text_published_again_is_back(source, heir, live_page, town, withdraw, client_for):
    withdraw(source, heir)
    publish(source)

    assert not Withdrawal.objects.exists()
    assert "Ruhe" in read(client_for, town).content.decode()


def test_a_town_offers_no_other_towns_text_as_successor(town, other_town, client_for, member):
    own, foreign = text(town), text(other_town, slug="fremd")
    url = reverse("wagtailsnippets_textbausteine_textbaustein:unpublish", args=[own.pk])

    client_for(town, member(town, Role.FREIGABE)).post(url, {"successor": foreign.pk})

    assert Textbaustein.objects.get(pk=own.pk).live


def titles(found) -> set[str]:
    pages = pages_showing(found).exclude(pk__in=TextsPage.objects.values("pk"))
    return set(pages.values_list("slug", flat=True))


def test_exactly_the_pages_that_show_a_text_are_named(source, town, other_town, central):
    page_with(town, source, title="Eins", slug="eins")
    page_with(town, source, title="Entwurf", slug="entwurf", live=False)
    page_with(town, text(None, slug="anders"), title="Andere", slug="andere")
    page_with(other_town, source, title="Zwei", slug="zwei")

    assert titles(source) == {"eins", "zwei"}

    own = adopt(other_town, source)
    assert titles(source) == {"eins"}
    assert titles(own) == {"zwei"}


def test_the_lists_of_the_towns_that_offer_it_are_named(source, own, town, other_town, central):
    lists = set(pages_showing(own).values_list("pk", flat=True))

    assert lists == set(
        TextsPage.objects.descendant_of(other_town.site.root_page).values_list("pk", flat=True)
    )


def test_nested_blocks_and_successors_count(source, heir, town, withdraw):
    block = ("textbaustein", {"text": source, "with_title": False})
    body = [("columns", {"left": [block], "right": []})]
    content_page(town, title="Spalten", slug="spalten", body=body)
    assert titles(source) == {"spalten"}

    withdraw(source, heir)

    assert titles(source) == set()
    assert titles(heir) == {"spalten"}


def test_a_draft_is_shown_nowhere(source, live_page):
    source.live = False

    assert not pages_showing(source).exists()


def test_many_pages_cost_as_many_queries_as_one(
    source, town, django_assert_num_queries, django_assert_max_num_queries
):
    page_with(town, source, slug="eins")
    list(pages_showing(source))
    with django_assert_max_num_queries(15) as one:
        list(pages_showing(source))
    for number in range(5):
        page_with(town, source, slug=f"seite-{number}")
    with django_assert_num_queries(len(one)):
        list(pages_showing(source))


def test_sixty_texts_pinned_or_not_cost_the_same(
    source, town, client_for, django_assert_num_queries, django_assert_max_num_queries
):
    texts = [text(None, slug=f"t-{n}", body=paragraphs(f"Text {n}")) for n in range(6)]
    for number, used in ((1, texts[:2]), (2, texts * 5)):
        body = [("textbaustein", {"text": each, "with_title": True}) for each in used]
        content_page(town, title=f"Seite {number}", slug=f"seite-{number}", body=body)
    visitor = client_for(town)
    visitor.get("/seite-1/")
    with django_assert_max_num_queries(30) as few:
        visitor.get("/seite-1/")
    with django_assert_num_queries(len(few)):
        visitor.get("/seite-2/")
