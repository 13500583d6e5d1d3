"""Addresses lead to the same pages as with Wagtail's own way down, for fewer queries."""

import pytest
from django.core.cache import cache
from wagtail.models import Page

from kommunen.models import Kommune
from kommunen.routing import find_route
from tests.factories.home import content_page
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter(town):
    return content_page(town, "Kapitel", slug="kapitel")


@pytest.fixture
def deep(town, chapter):
    return content_page(town, "Tief unten", slug="tief", parent=chapter)


def test_a_page_deep_down_is_found_in_two_queries_and_the_tenants(
    client_for, town, deep, django_assert_max_num_queries
):
    client = client_for(town)
    with django_assert_max_num_queries(20) as queries:
        client.get("/kapitel/tief/")

    about_pages = [each["sql"] for each in queries if "slug" in each["sql"].split("WHERE")[-1]]
    assert len(about_pages) == 1
    assert not any("home_homepage" in each["sql"] for each in queries)


def test_the_same_slug_elsewhere_leads_nowhere(client_for, town, deep):
    content_page(town, "Anderswo", slug="anderswo")

    assert client_for(town).get("/anderswo/tief/").status_code == 404
    assert client_for(town).get("/tief/").status_code == 404
    assert client_for(town).get("/kapitel/tief/mehr/").status_code == 404


def test_a_draft_answers_404_and_what_is_public_below_it_does_not(client_for, town, chapter, deep):
    chapter.unpublish()

    assert client_for(town).get("/kapitel/").status_code == 404
    assert client_for(town).get("/kapitel/tief/").status_code == 200


def test_another_towns_pages_are_not_found(client_for, other_town, deep):
    assert client_for(other_town).get("/kapitel/tief/").status_code == 404


def test_a_page_that_routes_by_itself_decides_before_its_children(client_for, town, monkeypatch):
    InitiativePageFactory(town=town, title="Garten", slug="garten")
    asked = []

    def own_route(self, request, path_components):
        asked.append(path_components)
        return Page.route(self, request, path_components)

    monkeypatch.setattr("mitmachkarte.models.MitmachkartePage.route", own_route, raising=False)

    assert client_for(town).get("/mitmachkarte/garten/").status_code == 200
    assert asked == [["garten"]]


def test_an_address_deeper_than_any_tree_leads_nowhere(client_for, town):
    client = client_for(town)

    assert client.get("/a" * 1000 + "/").status_code == 404
    assert client.get("/mitmachkarte" + "/a" * 1000 + "/").status_code == 404


@pytest.mark.parametrize("start", ["/kapitel/", "/gut-zu-wissen/", "/termintipps/"])
def test_addresses_that_strangers_make_up_are_not_kept(
    start, rf, town, deep, settings, monkeypatch
):
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 60
    kept = []
    monkeypatch.setattr(cache, "set", lambda key, *rest: kept.append(key))
    for path in (f"{start}ausgedacht/", f"{start}nochmal/"):
        request = rf.get(path)
        request.kommune = Kommune.objects.complete().get(pk=town.pk)
        find_route(request, path)

    assert kept == []


def test_the_way_to_a_page_is_kept(rf, town, deep, settings, django_assert_num_queries):
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 60
    cache.clear()
    request = rf.get("/kapitel/tief/")
    request.kommune = Kommune.objects.complete().get(pk=town.pk)
    find_route(request, "/kapitel/tief/")

    with django_assert_num_queries(1):
        find_route(request, "/kapitel/tief/")
    assert request._wagtail_route_for_request.page.pk == deep.pk
