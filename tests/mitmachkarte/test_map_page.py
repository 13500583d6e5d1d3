import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommunen.models import Category
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

URL = "/mitmachkarte/"


@pytest.fixture
def visit(client_for, town):
    return lambda query="": client_for(town).get(f"{URL}?{query}")


def listed(response):
    return re.findall(r'id="e(\d+)"', response.content.decode())


def data_of(response):
    return json.loads(re.search(r'id="map-data"[^>]*>(.*?)</script>', response.content.decode())[1])


def test_lists_initiatives_with_what_one_needs_to_know(visit, town):
    InitiativePageFactory(
        town=town, title="Fairteiler", district="Lintorf", when="täglich", wanted="Abholdienste"
    )

    text = visit().content.decode()

    for words in ("Fairteiler", "Lintorf", "täglich", "Gesucht: Abholdienste"):
        assert words in text
    assert 'href="/mitmachkarte/fairteiler/"' in text


def test_an_empty_map_says_what_to_do(visit):
    response = visit()

    assert "Hier wächst noch nichts" in response.content.decode()
    assert "map-data" not in response.content.decode()


def test_a_filter_without_result_offers_a_way_out(visit, town):
    InitiativePageFactory(town=town)

    assert "Alle Initiativen zeigen" in visit("q=gibtesnicht").content.decode()


def test_says_how_many_there_are(visit, town):
    for _ in range(3):
        InitiativePageFactory(town=town)

    assert "3 Initiativen gefunden" in " ".join(visit().content.decode().split())


def test_the_list_has_pages_and_the_map_shows_all(visit, town):
    for _ in range(15):
        InitiativePageFactory(town=town)

    first, second = visit(), visit("page=2")

    assert len(listed(first)) == 12
    assert len(listed(second)) == 3
    assert len(data_of(first)["entries"]) == len(data_of(second)["entries"]) == 15


def test_the_map_shows_the_same_filter_as_the_list(visit, town):
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten"])
    InitiativePageFactory(town=town, title="Rad", kinds=["mobilitaet"])

    response = visit("category=gaerten")

    assert [str(row[0]) for row in data_of(response)["entries"]] == listed(response)


def test_names_cannot_break_out_of_the_data(visit, town):
    InitiativePageFactory(town=town, title="</script><script>alert(1)</script>")

    response = visit()

    assert "<script>alert" not in response.content.decode()
    assert data_of(response)["entries"][0][3] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize(
    "query",
    ["category=gibtsnicht", "category=gaerten&category=x", "bbox=1,2,3", "bbox=nan,0,1,1"],
)
def test_a_broken_filter_is_answered_with_one_sentence(visit, query):
    response = visit(query)

    assert response.status_code == 400
    assert "So geht es nicht" in response.content.decode()
    assert "Zur ganzen Karte" in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "%00", "1e9", "²"])
def test_a_page_that_does_not_exist_is_the_first_or_the_last(visit, town, page):
    InitiativePageFactory(town=town)

    assert len(listed(visit(f"page={page}"))) == 1


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(st.dictionaries(st.sampled_from(["q", "bbox", "page", "category", "district"]), st.text()))
def test_no_query_makes_the_page_fail(client_for, town, query):
    assert client_for(town).get(URL, query).status_code in (200, 400)


def test_costs_the_same_for_few_and_for_many(visit, town):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            visit()
        return len(captured)

    InitiativePageFactory(town=town, kinds=["gaerten", "reparieren"])
    visit()  # fills Wagtail's own caches
    few = queries()
    for _ in range(40):
        InitiativePageFactory(town=town, kinds=["gaerten", "reparieren"])

    assert queries() == few <= 12


def test_sets_no_cookie(visit, town):
    InitiativePageFactory(town=town)

    assert not visit().cookies


def test_the_towns_wish_where_the_map_begins_is_kept(visit, town):
    InitiativePageFactory(town=town)
    settings = town.settings
    settings.map_lat, settings.map_lon, settings.map_zoom = "51.3", "6.85", 14
    settings.save()

    assert data_of(visit())["view"]["centre"] == [51.3, 6.85]


def test_own_categories_of_another_town_are_unknown_here(visit, town, other_town):
    Category.objects.create(
        name="Brunnen", slug="brunnen", kind="gaerten", letter="B", site=other_town.site
    )

    assert visit("category=brunnen").status_code == 400
