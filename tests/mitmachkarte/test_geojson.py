from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/initiatives.geojson"


@pytest.fixture
def fetch(client_for, town):
    return lambda query="": client_for(town).get(f"{URL}?{query}")


def test_tells_what_the_contract_names(fetch, town):
    page = InitiativePageFactory(
        town=town,
        title="Fahrradküche",
        kinds=["reparieren", "mobilitaet"],
        confirmed_on=date(2026, 11, 12),
    )

    response = fetch()

    assert response["Content-Type"] == "application/geo+json"
    assert response.json() == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": page.pk,
                "geometry": {"type": "Point", "coordinates": [6.8493, 51.2973]},
                "properties": {
                    "slug": "fahrradkuche",
                    "name": "Fahrradküche",
                    "summary": "Wir reparieren, was noch geht.",
                    "categories": ["reparieren", "mobilitaet"],
                    "url": "https://musterstadt.example/mitmachkarte/fahrradkuche/",
                    "updated": "2026-11-18T10:00:00+00:00",
                    "confirmed": "2026-11-12",
                },
            }
        ],
    }


def test_what_has_no_place_has_no_geometry(fetch, town):
    InitiativePageFactory(town=town, is_everywhere=True)

    assert fetch().json()["features"][0]["geometry"] is None


def test_shows_the_same_as_the_page(fetch, client_for, town):
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten"])
    InitiativePageFactory(town=town, title="Rad", kinds=["mobilitaet"])
    InitiativePageFactory(town=town, title="Entwurf", draft=True)

    page = client_for(town).get("/mitmachkarte/?q=e&category=gaerten")

    ids = [feature["id"] for feature in fetch("q=e&category=gaerten").json()["features"]]
    assert ids == [entry.pk for entry in page.context["selection"].entries]


def test_never_shows_another_towns(fetch, client_for, town, other_town):
    InitiativePageFactory(town=other_town, title="Von nebenan")

    assert fetch().json()["features"] == []
    assert len(client_for(other_town).get(URL).json()["features"]) == 1


def test_may_be_fetched_from_anywhere(fetch):
    assert fetch()["Access-Control-Allow-Origin"] == "*"
    assert fetch("bbox=x")["Access-Control-Allow-Origin"] == "*"


def test_a_broken_filter_is_answered_with_one_sentence(fetch):
    response = fetch("bbox=1,2,3")

    assert response.status_code == 400
    assert response.content.decode() == "Dieser Kartenausschnitt lässt sich nicht zeigen."


def test_no_address_leaks(fetch, town):
    InitiativePageFactory(town=town, contact_email="geheim@initiative.example", phone="0123 456")

    text = fetch().content.decode()

    assert "geheim" not in text and "0123 456" not in text


def test_costs_the_same_for_few_and_for_many(fetch, town):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            fetch()
        return len(captured)

    InitiativePageFactory(town=town)
    few = queries()
    for _ in range(40):
        InitiativePageFactory(town=town, kinds=["gaerten", "reparieren"])

    assert queries() == few <= 5


def test_only_reading_is_allowed(client_for, town):
    assert client_for(town).post(URL).status_code == 405
