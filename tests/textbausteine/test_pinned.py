"""A text that a town has pinned: wherever it is named, it is the version that the town shows."""

import json
from datetime import UTC, datetime

import pytest

from kommunen.models import Topic
from tests.factories.textbausteine import text
from textbausteine.contract.decisions import pin
from textbausteine.contract.releases import latest_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client_for, town):
    return client_for(town)


@pytest.fixture
def pinned(town, central):
    """The version of the 3rd of March; citizens elsewhere read a newer one."""
    topic = Topic.objects.create(name="Garten", slug="garten")
    source = text(None, "Hecken alt", slug="hecken", teaser="Alte Sätze.", topic=topic)
    release = latest_release(source)
    release.published_at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    release.save()
    pin(town.site, release)
    source.title, source.teaser = "Hecken neu", "Neue Sätze."
    source.save_revision().publish()
    return source


@pytest.mark.parametrize(
    "address", ["/gut-zu-wissen/", "/gut-zu-wissen/hecken/", "/einbetten/text/hecken/"]
)
def test_it_bears_the_day_of_the_version_that_is_read(visitor, pinned, address):
    html = visitor.get(address).content.decode()

    assert "Hecken alt" in html
    assert "3.\xa0März 2026" in html


def test_its_data_bear_that_day_too(visitor, pinned):
    (item,) = json.loads(visitor.get("/api/v1/texts.json").content)

    assert item["updated"].startswith("2026-03-03")
    assert "03.03.2026" in item["source"]


def test_the_search_shows_its_words(visitor, pinned):
    html = visitor.get("/suche/", {"q": "Hecken"}).content.decode()

    assert "Alte Sätze." in html
    assert "neu" not in html.partition("<main")[2].partition("</main")[0].lower()


def test_other_texts_on_its_topic_lead_to_it_by_its_title(visitor, pinned):
    text(None, "Beete", slug="beete", topic=pinned.topic)

    assert "Hecken alt" in visitor.get("/gut-zu-wissen/beete/").content.decode()


def test_another_cms_gets_its_title(visitor, town, pinned):
    asked = {"url": f"{town.root_url}/gut-zu-wissen/hecken/"}

    assert visitor.get("/oembed/", asked).json()["title"] == "Hecken alt"
