"""Pages for some people only, and what asking for them costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from kommunen.privacy import PublicPageQuerySet

pytestmark = pytest.mark.django_db


def restrict(page: Page) -> None:
    kind = PageViewRestriction.PASSWORD
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")


def public_pages() -> PublicPageQuerySet:
    return PublicPageQuerySet(Page).live().public()


def asks_for_restrictions(client) -> bool:
    """Whether a query of its own looks for restrictions when the start page is served."""
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return any(
        'FROM "wagtailcore_pageviewrestriction" WHERE' in each["sql"][:400] for each in queries
    )


def test_a_page_behind_a_password_asks_for_it(town, client_for):
    restrict(town.site.root_page)

    response = client_for(town).get("/")

    assert response.template_name == "wagtailcore/password_required.html"


def test_public_leaves_out_what_stands_below_a_private_page(town, other_town):
    restrict(town.site.root_page)

    found = set(public_pages().values_list("pk", flat=True))

    assert town.site.root_page.pk not in found
    assert not found & set(town.site.root_page.get_descendants().values_list("pk", flat=True))
    assert other_town.site.root_page.pk in found


def test_public_is_part_of_the_same_query(town, django_assert_num_queries):
    restrict(town.site.root_page)

    with django_assert_num_queries(1):
        list(public_pages())


def test_a_town_without_private_pages_pays_nothing_for_them(town, other_town, client_for):
    restrict(other_town.site.root_page)

    assert not asks_for_restrictions(client_for(town))


def test_a_private_page_elsewhere_in_the_town_makes_wagtail_look(town, client_for):
    intern = town.site.root_page.add_child(instance=Page(title="Intern", slug="intern"))
    restrict(intern)

    assert asks_for_restrictions(client_for(town))


def test_the_password_is_asked_for_on_the_own_host_only(client_for, town, other_town):
    page = other_town.site.root_page
    restrict(page)
    lock = PageViewRestriction.objects.get()
    url = reverse("wagtailcore_authenticate_with_password", args=[lock.pk, page.pk])

    assert client_for(other_town).post(url, {"password": "falsch"}).status_code == 200
    assert client_for(town).post(url, {"password": "falsch"}).status_code == 404
