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


@pytest.mark.parametrize(
    "query",
    [
        "category=gaerten",
        "q=e&sort=new",
        "near=51.2975,6.8493&radius=2000",
        "weekday=6&free=1",
        "step_free=1&language=Deutsch&helpers=1",
        "everywhere=1",
    ],
)
def test_list_map_embed_and_open_data_show_the_same(visit, client_for, town, query):
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten"], weekdays="6", is_free=True)
    InitiativePageFactory(
        town=town, title="Rad", step_free="yes", languages="Deutsch", wanted="Hilfe"
    )
    InitiativePageFactory(town=town, title="Weit", lat="51.3900")
    InitiativePageFactory(town=town, title="Überall", is_everywhere=True)

    page = visit(query)
    embed = client_for(town).get(f"/einbetten/karte/?{query}")
    features = client_for(town).get(f"/api/v1/initiatives.geojson?{query}").json()["features"]

    shown = {str(feature["id"]) for feature in features}
    assert set(listed(page)) == set(listed(embed)) == shown
    assert shown
    on_the_map = [str(feature["id"]) for feature in features if feature["geometry"]]
    if on_the_map:
        assert sorted(str(row[0]) for row in data_of(page)["entries"]) == sorted(on_the_map)


def test_what_has_no_fixed_place_is_a_list_of_its_own(visit, town):
    InitiativePageFactory(town=town, title="Beet")
    for number in range(8):
        InitiativePageFactory(town=town, title=f"Überall {number}", is_everywhere=True)

    text = visit().content.decode()

    assert text.index("Beet") < text.index("In der ganzen Stadt") < text.index("Überall 0")
    assert "Überall 6" not in text
    assert "Alle 8 Initiativen ohne festen Ort zeigen" in text
    assert len(listed(visit("everywhere=1"))) == 8


def test_a_finer_kind_stands_below_the_wider_one(visit, town):
    gardens = Category.objects.get(site=None, slug="gaerten")
    Category.objects.create(
        site=town.site, name="Obst", slug="obst", letter="O", parent=gardens, sort_order=999
    )
    InitiativePageFactory(town=town)

    text = visit("category=obst").content.decode()

    assert "Genauer: Gärten &amp; Grün" in text
    assert text.index('value="obst" checked') < text.index('value="reparieren"')


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


WORDS = ["q", "bbox", "page", "category", "district", "near", "radius", "weekday", "language"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(st.dictionaries(st.sampled_from(WORDS), st.text()))
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
