"""Search engines learn of what is public, on the town's own host."""

import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from kommunen.models import Kommune
from mitmachkarte.models import InitiativeStatus
from tests.factories.home import content_page
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of
from tests.factories.textbausteine import text

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(client) -> set[str]:
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml"
    return {each.text for each in ET.fromstring(response.content).iter(LOC)}


def test_the_sitemap_names_public_pages_and_texts_of_the_town_alone(town, other_town, client_for):
    content_page(town, "Über uns", slug="ueber-uns")
    content_page(town, "Entwurf", slug="entwurf", live=False)
    content_page(other_town, "Fremd", slug="fremd")
    InitiativePageFactory(parent=map_page_of(town), title="Nähcafé", slug="naehcafe")
    text(town, "Teilen", slug="teilen")
    text(other_town, "Fremder Text", slug="fremder-text")

    found = addresses(client_for(town))

    assert {
        f"{town.root_url}/",
        f"{town.root_url}/ueber-uns/",
        f"{town.root_url}/mitmachkarte/naehcafe/",
        f"{town.root_url}/gut-zu-wissen/teilen/",
    } <= found
    assert not [url for url in found if "fremd" in url or "entwurf" in url]


def test_an_entry_that_is_hidden_as_outdated_stands_in_no_sitemap(town, client_for):
    page = InitiativePageFactory(parent=map_page_of(town), title="Alt", slug="alt")
    InitiativeStatus.objects.update_or_create(page=page, defaults={"hidden_at": timezone.now()})
    assert f"{town.root_url}/mitmachkarte/alt/" not in addresses(client_for(town))


def test_robots_may_read_a_live_town_and_find_its_sitemap(town, client_for):
    words = client_for(town).get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in words
    assert f"Sitemap: {town.root_url}/sitemap.xml" in words


def test_robots_keep_out_of_a_town_in_preparation(town, client_for):
    Kommune.objects.filter(pk=town.pk).update(state=Kommune.State.PREPARING)
    assert client_for(town).get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
