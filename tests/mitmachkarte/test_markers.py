"""The first answer of a large map: the same set as everywhere, in columns, with names on demand."""

from itertools import accumulate

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommunen.models import Category
from mitmachkarte import map_data
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/markers.json"
NAMES = "/api/v1/marker-names.json"


@pytest.fixture
def fetch(client_for, town):
    return lambda query="", **headers: client_for(town).get(f"{URL}?{query}".rstrip("?"), **headers)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "category=gaerten",
        "q=beet",
        "weekday=6",
        "near=51.2975,6.8493",
        "place=Mitte&radius=9000",
    ],
)
def test_tells_where_the_same_entries_stand_as_the_open_data(fetch, client_for, town, query):
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten", "teilen"], weekdays="6")
    InitiativePageFactory(town=town, title="Rad", lat="51.3111111", lon="6.9")
    InitiativePageFactory(town=town, title="Überall", is_everywhere=True)
    InitiativePageFactory(town=town, title="Entwurf", draft=True)

    columns = fetch(query).json()
    features = client_for(town).get(f"/api/v1/initiatives.geojson?{query}").json()["features"]

    ids, lons, lats = (list(accumulate(columns[name])) for name in ("ids", "lon", "lat"))
    shown = Category.objects.visible_to(town)
    kinds = [shown[place].slug for place in columns["kinds"]]
    told = {
        key: (lon / 1e5, lat / 1e5, kind)
        for key, lon, lat, kind in zip(ids, lons, lats, kinds, strict=True)
    }
    assert told == {
        each["id"]: (
            *(round(degrees, 5) for degrees in each["geometry"]["coordinates"]),
            each["properties"]["categories"][0],
        )
        for each in features
        if each["geometry"]
    }
    assert told


def test_a_broken_filter_is_answered_with_one_sentence(fetch):
    answer = fetch("near=nirgends")

    assert answer.status_code == 400
    assert answer.content.decode().startswith("Der Ort, von dem aus Sie suchen")


def test_what_has_not_changed_is_not_sent_again(
    fetch, town, settings, django_capture_on_commit_callbacks
):
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 3600
    cache.clear()
    page = InitiativePageFactory(town=town)
    first = fetch()

    with CaptureQueriesContext(connection) as captured:
        again = fetch(headers={"If-None-Match": first["ETag"]})
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    changed = fetch(headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert not [each for each in captured if "initiativepage" in each["sql"]]
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_costs_the_same_for_few_and_for_many(fetch, town):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            fetch()
        return len(captured)

    InitiativePageFactory(town=town)
    few = queries()
    for _ in range(10):
        InitiativePageFactory(town=town, kinds=["gaerten", "reparieren"])

    assert queries() == few <= 5


def test_names_come_on_demand(client_for, town, other_town):
    page = InitiativePageFactory(town=town, title="Beet")
    draft = InitiativePageFactory(town=town, title="Geheim", draft=True)
    foreign = InitiativePageFactory(town=other_town, title="Fremd")

    keys = f"{page.pk},{draft.pk},{foreign.pk},x,-1,99999999999999999999"
    answer = client_for(town).get(f"{NAMES}?id={keys}")

    assert answer.json() == {"names": {str(page.pk): ["Beet", "beet/"]}}


def test_a_page_with_many_entries_names_the_address_of_the_markers(client_for, town, monkeypatch):
    monkeypatch.setattr(map_data, "INLINE", 1)
    for kinds in (["gaerten"], ["gaerten"], ["teilen"]):
        InitiativePageFactory(town=town, kinds=kinds)

    page = client_for(town).get("/mitmachkarte/?category=gaerten&page=2")
    embed = client_for(town).get("/einbetten/karte/?category=gaerten")

    assert page.context["map"]["markers"] == f"{URL}?category=gaerten"
    assert "entries" not in page.context["map"]
    assert len(embed.context["map"]["entries"]) == 2  # a frame asks for nothing
