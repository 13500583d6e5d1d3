"""The frame of every page: head, header, footer, and what is shown when something went wrong."""

import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from wagtail.models import Page

from config.styleguide import styleguide
from config.urls import urlpatterns as site_urlpatterns
from kommunen.look.theme import stylesheet_name
from kommunen.models import Kommune
from kommunen.templatetags.kommunen_tags import canonical_url


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise RuntimeError("For the test.")


urlpatterns = [
    path("verboten/", forbidden),
    path("kaputt/", broken),
    path("gestaltung/", styleguide),
    *site_urlpatterns,
]
with_more_addresses = pytest.mark.urls(__name__)


def missing_page(client) -> str:
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    return response.content.decode()


def test_a_missing_page_offers_ways_on(town, client_for):
    text = missing_page(client_for(town)).partition("<main")[2]

    assert "Hier wächst nichts" in text
    assert 'href="/mitmachkarte/"' in text


def test_the_frame_wears_the_towns_colour_and_mood(town, client_for):
    town.settings.brand_colour, town.settings.mood = "#004f9f", "kraeftig"
    town.settings.save()

    text = missing_page(client_for(town))
    assert f'href="/farben/{stylesheet_name("#004f9f")}.css"' in text
    assert 'lang="de" data-mood="kraeftig"' in text


def test_the_frame_names_the_town_and_credits_its_outline(town, client_for):
    text = missing_page(client_for(town))

    assert "<b>Stadt Musterstadt</b>" in text
    assert "© GeoBasis-DE / BKG 2016" in text


def test_the_central_site_has_a_mark_without_an_outline(central, client_for):
    text = missing_page(client_for(central))

    assert 'class="town__mark"' in text
    assert "GeoBasis" not in text


def test_the_service_bar_shows_only_what_there_is(town, client_for):
    root = town.site.root_page
    root.get_children().filter(slug="leichte-sprache").delete()
    text = missing_page(client_for(town))
    assert "Gebärdensprache</a>" not in text
    assert "Leichte Sprache</a>" not in text

    root.refresh_from_db()
    root.add_child(instance=Page(title="Gebärdensprache", slug="gebaerdensprache"))
    assert "Gebärdensprache</a>" in missing_page(client_for(town))


def test_nothing_inline_that_the_policy_forbids(town, client_for):
    text = missing_page(client_for(town))

    assert not re.search(r"<style|<script(?![^>]* src=)| style=| on\w+=", text)


def test_visitors_get_no_cookie_and_no_cache_is_split_by_cookies(town, client_for):
    response = client_for(town).get("/gibt-es-nicht/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_frame_costs_two_queries_beside_the_page(town, client_for, django_assert_num_queries):
    request = RequestFactory().get("/")

    with django_assert_num_queries(2):  # the tenant, its navigation
        request.kommune = Kommune.objects.serving(town.site.hostname).get()
        render_to_string("base.html", {"page": None}, request)


@with_more_addresses
def test_no_entry_is_said_in_a_friendly_way(town, client_for):
    response = client_for(town).get("/verboten/")

    assert response.status_code == 403
    assert "Hier geht es für Sie nicht weiter" in response.content.decode()


@with_more_addresses
def test_a_fault_of_ours_is_said_to_be_ours(town, client_for):
    client = client_for(town)
    client.raise_request_exception = False

    response = client.get("/kaputt/")
    assert response.status_code == 500
    assert "Das liegt nicht an Ihnen" in response.content.decode()


def test_the_page_for_our_faults_needs_no_database_and_no_request():
    assert "Zur Startseite" in render_to_string("500.html")


def test_a_paused_town_says_so_in_its_colour(town, client_for):
    Kommune.objects.update(state=Kommune.State.PAUSED)

    response = client_for(town).get("/")
    assert response.status_code == 503
    assert "Stadt Musterstadt" in response.content.decode()
    [sheet] = re.findall(r"/farben/\w+\.css", response.content.decode())
    assert client_for(town).get(sheet).status_code == 200


def test_a_host_without_town_is_answered_in_german(db, client):
    response = client.get("/", headers={"host": "niemand.example"})

    assert response.status_code == 404
    assert "Unter dieser Adresse" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/a/", "https://stadt.example/a/"),
        ("/a/?q=x&page=3", "https://stadt.example/a/?page=3"),
        ("/a/?page=1", "https://stadt.example/a/"),
        ("/a/?page=x", "https://stadt.example/a/"),
    ],
)
def test_one_address_for_each_content(address, expected):
    request = RequestFactory().get(address)
    request.kommune = SimpleNamespace(root_url="https://stadt.example")
    assert canonical_url({"request": request}) == expected


@with_more_addresses
@pytest.mark.parametrize("query", ["", "?theme=dark&mood=klar&colour=b3122d", "?colour=<b>&mood=x"])
def test_the_style_guide_shows_every_component(town, client_for, query):
    response = client_for(town).get(f"/gestaltung/{query}")

    assert response.status_code == 200
    assert "<b>&mood" not in response.content.decode()


def test_the_style_guide_stays_at_the_desk(town, client_for):
    assert client_for(town).get("/styleguide/").status_code == 404


def test_the_sign_in_page_names_the_town(client_for, town):
    page = client_for(town).get("/admin/login/").content.decode()

    assert "Anmelden: Stadt Musterstadt" in page
