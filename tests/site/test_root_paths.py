"""Addresses of pages, whatever the number of sites."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from wagtail.models import Page, Site

from home.models import HomePage
from kommunen.models import Kommune
from tests.factories.home import content_page


def asked_at(kommune: Kommune):
    request = RequestFactory(headers={"host": kommune.site.hostname}).get("/")
    request._wagtail_site = kommune.site
    return request


def test_a_page_of_the_asked_site_has_an_address_without_host(town, other_town):
    page = content_page(town, "Laden", slug="laden")
    assert page.get_url(asked_at(town)) == "/laden/"


def test_a_page_of_another_site_has_an_address_with_host(town, other_town):
    page = content_page(other_town, "Laden", slug="laden")
    assert page.get_url(asked_at(town)) == "https://nachbarstadt.example/laden/"


def test_without_a_request_the_host_is_named(town, other_town):
    assert content_page(town, "Laden", slug="laden").url == "https://musterstadt.example/laden/"


def test_the_only_site_needs_no_host(town):
    Site.objects.exclude(pk=town.site_id).delete()
    assert content_page(town, "Laden", slug="laden").url == "/laden/"


def test_a_page_outside_all_sites_has_no_address(town):
    stray = Page.get_first_root_node().add_child(instance=HomePage(title="Abseits", slug="fern"))
    assert stray.url is None


def test_the_tree_of_one_town_does_not_begin_with_the_name_of_another(_found):
    long = _found(name="Bergheim", host="berg-heim.example")
    short = _found(name="Berg", host="berg.example")
    assert long.site.root_page.full_url == "https://berg-heim.example/"
    assert short.site.root_page.full_url == "https://berg.example/"


def test_a_site_rooted_at_the_tree_owns_what_no_other_does(town):
    Site.objects.create(hostname="alles.example", port=443, root_page=Page.get_first_root_node())
    stray = Page.get_first_root_node().add_child(instance=HomePage(title="Abseits", slug="fern"))
    assert stray.full_url == "https://alles.example/fern/"


def test_a_site_below_another_owns_its_pages(town):
    below = content_page(town, "Kampagne", slug="kampagne")
    Site.objects.create(hostname="kampagne.example", port=443, root_page=below)
    inner = content_page(town, "Aufruf", slug="aufruf")
    inner.move(below, pos="last-child")
    assert Page.objects.get(pk=inner.pk).full_url == "https://kampagne.example/aufruf/"


def test_a_renamed_host_is_known_at_once(town, other_town):
    page = content_page(town, "Laden", slug="laden")
    assert page.full_url == "https://musterstadt.example/laden/"
    town.site.hostname = "neu.example"
    town.site.save()
    assert page.full_url == "https://neu.example/laden/"


def test_a_new_site_is_known_at_once(town, _found):
    assert town.site.root_page.full_url == "https://musterstadt.example/"
    new = _found(name="Neustadt", host="neustadt.example")
    assert new.site.root_page.full_url == "https://neustadt.example/"


def test_a_page_without_address_yet_does_no_harm(town):
    assert HomePage(title="Neu").url is None


@pytest.mark.parametrize("pages", [1, 9])
def test_addresses_of_one_town_cost_no_query_once_known(
    town, other_town, django_assert_num_queries, pages
):
    found = [content_page(town, f"Seite {n}", slug=f"seite-{n}") for n in range(pages)]
    request = asked_at(town)
    found[0].get_url(request)
    with django_assert_num_queries(0):
        [page.get_url(request) for page in found]


def test_an_emptied_cache_only_costs_time(town, other_town):
    page = content_page(town, "Laden", slug="laden")
    before = page.full_url
    cache.clear()
    assert page.full_url == before
