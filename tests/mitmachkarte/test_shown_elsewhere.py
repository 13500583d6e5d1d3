"""One entry in several towns: everywhere the same set, and its page stays at home."""

import json
import re
from contextlib import contextmanager
from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from kommunen.models import Category, Kommune
from kommunen.sharing import agreeing
from mitmachkarte import portable
from mitmachkarte.models import InitiativeStatus, MitmachkartePage
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.kommunen.sharing.conftest import kreis, show  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db

HOME_URL = "https://musterstadt.example/mitmachkarte/fahrradkueche/"


@pytest.fixture
def page(town):
    return InitiativePageFactory(town=town, title="Fahrradküche", slug="fahrradkueche")


@pytest.fixture
def shown(show, page, town, other_town):  # noqa: F811
    return show(page, town, other_town)


@pytest.fixture
def ask(client_for, other_town):
    return lambda path: client_for(other_town).get(path).content.decode()


def features(client_for, kommune, query=""):
    answer = client_for(kommune).get(f"/api/v1/initiatives.geojson?with=others&{query}")
    return json.loads(answer.content)["features"]


def names(client_for, kommune, query=""):
    return [each["properties"]["name"] for each in features(client_for, kommune, query)]


@pytest.mark.parametrize("path", ["/mitmachkarte/", "/einbetten/karte/"])
def test_list_and_map_of_the_other_town_show_it_and_lead_home(path, shown, ask):
    text = ask(path)

    assert "aus Musterstadt" in text
    assert f'href="{HOME_URL}"' in text
    data = json.loads(re.search(r'id="map-data"[^>]*>(.*?)</script>', text)[1])
    assert HOME_URL in json.dumps(data)


def test_open_data_name_its_home(shown, client_for, other_town):
    (feature,) = features(client_for, other_town)

    assert feature["properties"]["home"] == "Musterstadt"
    assert feature["properties"]["url"] == HOME_URL


@pytest.mark.parametrize("query", ["", "?with=", "?with=own", "?town=musterstadt.example"])
def test_open_data_are_of_the_own_town_unless_others_are_asked_for(
    query, shown, client_for, other_town
):
    InitiativePageFactory(town=other_town, title="Beet")

    answer = client_for(other_town).get(f"/api/v1/initiatives.geojson{query}")

    assert "Fahrradküche" not in answer.text
    assert ("Beet" in answer.text) == ("town" not in query)


def test_at_home_nothing_changes(shown, client_for, town):
    (feature,) = features(client_for, town)

    assert "home" not in feature["properties"]
    assert "aus Musterstadt" not in client_for(town).get("/mitmachkarte/").content.decode()


def test_it_has_no_second_page(shown, client_for, other_town):
    for path in ("", "nachricht/", "melden/", "verwalten/"):
        answer = client_for(other_town).get(f"/mitmachkarte/fahrradkueche/{path}")

        assert answer.status_code == 404


def test_filters_find_it(shown, client_for, other_town):
    InitiativePageFactory(town=other_town, title="Beet", kinds=["gaerten"], lat="51.17")

    assert names(client_for, other_town, "category=reparieren") == ["Fahrradküche"]
    assert names(client_for, other_town, "q=fahrrad") == ["Fahrradküche"]
    assert names(client_for, other_town, "bbox=6.8,51.2,6.9,51.3") == ["Fahrradküche"]
    assert names(client_for, other_town, "category=gaerten") == ["Beet"]


def test_one_of_several_towns_can_be_chosen(shown, client_for, other_town, ask):
    InitiativePageFactory(town=other_town, title="Beet")

    assert names(client_for, other_town, "town=musterstadt.example") == ["Fahrradküche"]
    assert names(client_for, other_town, "town=nachbarstadt.example") == ["Beet"]
    assert names(client_for, other_town, "town=zentrale.example") == []
    assert names(client_for, other_town, "q=musterstadt") == ["Fahrradküche"]
    assert '<option value="musterstadt.example" >Musterstadt</option>' in ask("/mitmachkarte/")


def test_a_town_that_shows_its_own_alone_offers_no_choice_of_towns(page, client_for, town):
    assert 'name="town"' not in client_for(town).get("/mitmachkarte/").text


def test_the_centre_may_have_a_map_of_all(shown, client_for, town, central):
    agreeing.share_all(town, central, "initiatives", timezone.now())
    central.site.root_page.add_child(
        instance=MitmachkartePage(title="Mitmachkarte", slug="mitmachkarte")
    )

    text = client_for(central).get("/mitmachkarte/").text

    assert "aus Musterstadt" in text
    assert f'href="{HOME_URL}"' in text


def test_a_district_is_one_of_the_own_town(shown, client_for, other_town):
    InitiativePageFactory(town=other_town, title="Beet", district="Mitte")

    assert names(client_for, other_town, "district=Mitte") == ["Beet"]


def test_a_kind_of_the_town_alone_is_elsewhere_the_central_one_it_belongs_to(
    shown, page, client_for, town, other_town
):
    central = Category.objects.get(site=None, slug="gaerten")
    own = Category.objects.create(
        site=town.site, name="Stadtteilbeete", slug="beete", letter="S", parent=central
    )
    page.categories = [own]
    page.save()

    (at_home,) = features(client_for, town)
    (elsewhere,) = features(client_for, other_town, "category=gaerten")

    assert at_home["properties"]["categories"] == ["beete"]
    assert elsewhere["properties"]["categories"] == ["gaerten"]


def test_other_entries_stay_at_home(shown, client_for, town, other_town):
    InitiativePageFactory(town=town, title="Bleibt")

    assert names(client_for, other_town) == ["Fahrradküche"]


@pytest.mark.parametrize("why", ["draft", "hidden", "password"])
def test_what_is_not_public_at_home_is_not_public_elsewhere(
    why, shown, page, client_for, other_town
):
    if why == "draft":
        page.unpublish()
    elif why == "hidden":
        InitiativeStatus.objects.create(page=page, hidden_at=timezone.now())
    else:
        PageViewRestriction.objects.create(
            page=page.get_parent(), restriction_type="password", password="geheim"
        )

    assert names(client_for, other_town) == []


def test_a_kreis_shows_all_of_the_towns_that_agree(page, client_for, town, kreis):  # noqa: F811
    InitiativePageFactory(town=town, title="Auch dabei")
    assert names(client_for, kreis) == []

    consent = agreeing.share_all(town, kreis, "initiatives", timezone.now())
    assert names(client_for, kreis) == ["Auch dabei", "Fahrradküche"]

    agreeing.withdraw(consent, town)
    assert names(client_for, kreis) == []


def test_the_centre_shows_all_of_the_towns_that_agree(page, client_for, town, central):
    agreeing.share_all(town, central, "initiatives", timezone.now())

    assert names(client_for, central) == ["Fahrradküche"]


def test_what_a_town_passes_on_goes_no_further(shown, client_for, other_town, central):
    agreeing.share_all(other_town, central, "initiatives", timezone.now())

    assert names(client_for, central) == []


def test_the_archive_holds_the_own_entries_alone(shown, other_town):
    InitiativePageFactory(town=other_town, title="Beet")
    archive = Mock(kommune=other_town)

    portable._export_geojson(archive)

    ((_name, collection), _) = archive.writer.add_json.call_args
    assert [each["properties"]["name"] for each in collection["features"]] == ["Beet"]


@pytest.mark.parametrize("way", ["few", "many"])
def test_it_costs_the_same_however_many_towns(
    way, monkeypatch, client_for, town, other_town, central
):
    if way == "many":
        monkeypatch.setattr("kommunen.sharing.sources.MOST_BRANCHES", 0)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = names(client_for, central)
        return len(queries), found

    InitiativePageFactory(town=town, title="Eins")
    agreeing.share_all(town, central, "initiatives", timezone.now())
    first, found = cost()
    assert found == ["Eins"]
    InitiativePageFactory.create_batch(3, town=other_town)
    agreeing.share_all(other_town, central, "initiatives", timezone.now())
    second, found = cost()
    assert len(found) == 4
    assert first == second


class TestKeptPages:
    @pytest.fixture(autouse=True)
    def _keeping(self, settings):
        settings.KOMMUNEN_KEEP_PAGES_SECONDS = 60
        cache.clear()
        yield
        cache.clear()

    @pytest.fixture
    def committed(self, django_capture_on_commit_callbacks):
        @contextmanager
        def run():
            with django_capture_on_commit_callbacks(execute=True):
                yield

        return run

    def test_the_other_towns_page_follows_the_entry(self, shown, page, ask, committed):
        assert "Fahrradküche" in ask("/mitmachkarte/")
        page.title = "Radwerkstatt"

        with committed():
            page.save_revision().publish()

        assert "Radwerkstatt" in ask("/mitmachkarte/")

    def test_a_withdrawn_entry_is_gone_at_once(self, shown, town, ask, committed):
        assert "Fahrradküche" in ask("/mitmachkarte/")

        with committed():
            agreeing.withdraw(shown, town)

        assert "Fahrradküche" not in ask("/mitmachkarte/")

    def test_a_paused_town_takes_its_entries_along(self, shown, town, ask, committed):
        assert "Fahrradküche" in ask("/mitmachkarte/")
        kommune = Kommune.objects.get(pk=town.pk)
        kommune.state = Kommune.State.PAUSED

        with committed():
            kommune.save()

        assert "Fahrradküche" not in ask("/mitmachkarte/")
