import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from kommunen.fetching import Fetched, Unreachable
from mitmachkarte.entries import select
from mitmachkarte.models import KnownPlace
from mitmachkarte.places import geocoder
from mitmachkarte.places.search import spots_named
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(town):
    return lambda text: [spot.name for spot in spots_named(town, text)]


def know(kommune, name, district="", lat=51.3, lon=6.85):
    words = (f"{name} ({district})" if district else name).casefold().replace("ß", "ss")
    KnownPlace.objects.create(
        site=kommune.site, name=name, district=district, lat=lat, lon=lon, words=words
    )


def test_knows_districts_streets_and_meeting_points_of_entries(town, names):
    InitiativePageFactory(
        town=town, district="Lintorf", street="Musterstraße 12 a", place="Alte Schule"
    )

    assert names("lintorf")[0] == "Lintorf"
    assert names("musterstr.") == ["Musterstraße (Lintorf)"]
    assert names("alte schule lintorf") == ["Alte Schule (Lintorf)"]


def test_a_district_lies_in_the_middle_of_its_entries(town):
    InitiativePageFactory(town=town, district="Lintorf", lat="51.30")
    InitiativePageFactory(town=town, district="Lintorf", lat="51.40")

    assert spots_named(town, "Lintorf")[0].point.lat == pytest.approx(51.35)


def test_the_best_match_comes_first(town, names):
    for name in ("Am Markt", "Marktplatz", "Markt", "Supermarkt"):
        know(town, name)

    assert names("markt") == ["Markt", "Marktplatz", "Am Markt", "Supermarkt"]


@pytest.mark.parametrize("text", ["", " ", "a", "%", "\x00", "'", "x" * 5000])
def test_what_names_nothing_finds_nothing(town, names, text):
    know(town, "Markt")

    assert names(text) == []


def test_never_knows_another_towns_places(town, other_town, names):
    know(other_town, "Fremde Gasse")
    InitiativePageFactory(town=other_town, district="Fremdviertel")

    assert names("fremd") == []


def test_drafts_name_no_place(town, names):
    InitiativePageFactory(town=town, district="Geheimviertel", draft=True)

    assert names("geheim") == []


def test_costs_the_same_for_few_and_for_many(town, names):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            names("markt")
        return len(captured)

    know(town, "Markt")
    few = queries()
    for number in range(30):
        know(town, f"Markt {number}")
        InitiativePageFactory(town=town, district=f"Markt {number}")

    assert queries() == few == 2


def test_what_entries_name_is_read_once_for_each_change(
    town, client_for, settings, django_capture_on_commit_callbacks, django_assert_num_queries
):
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 60
    cache.clear()

    def found(text):
        answer = client_for(town).get(f"/api/v1/places.json?q={text}")
        return [place["name"] for place in answer.json()["places"]]

    InitiativePageFactory(town=town, district="Lintorf")
    assert found("lin") == ["Lintorf"]
    with django_assert_num_queries(2):  # the tenant, and the uploaded list
        assert found("lint") == ["Lintorf"]

    with django_capture_on_commit_callbacks(execute=True):
        InitiativePageFactory(town=town, district="Lindenviertel")
    assert found("lin") == ["Lintorf", "Lindenviertel"]
    cache.clear()


def test_a_name_narrows_the_map_to_what_is_near(town):
    know(town, "Markt", lat=51.2975, lon=6.8493)
    InitiativePageFactory(town=town, title="Nah")
    InitiativePageFactory(town=town, title="Fern", lat="51.39")

    selection = select(town, QueryDict("place=markt&radius=500"))

    assert [entry.name for entry in selection.entries] == ["Nah"]
    assert selection.entries[0].metres == 22


def test_near_a_place_that_nobody_knows_is_nothing(town, client_for):
    InitiativePageFactory(town=town)

    page = client_for(town).get("/mitmachkarte/?place=Nirgendwo").content.decode()
    features = client_for(town).get("/api/v1/initiatives.geojson?place=Nirgendwo").json()

    assert "Wir kennen „Nirgendwo“ hier nicht" in page
    assert features["features"] == []


def test_places_are_served_by_our_own_address(town, client_for):
    know(town, "Markt", "Mitte")

    answer = client_for(town).get("/api/v1/places.json?q=mar")

    assert answer.json() == {"places": [{"name": "Markt (Mitte)", "lat": 51.3, "lon": 6.85}]}


def test_control_characters_are_no_part_of_a_name(town, client_for):
    know(town, "Markt")

    answer = client_for(town).get("/api/v1/places.json?q=ma%00rk")

    assert [each["name"] for each in answer.json()["places"]] == ["Markt"]


@pytest.fixture
def asked(settings, monkeypatch):
    """Questions to the geocoder, which knows one place in the town and one far off."""
    cache.clear()
    settings.MITMACHKARTE_GEOCODER_URL = "https://geo.example/search?q={query}"
    questions = []

    def fetch(url, **kwargs):
        questions.append(url)
        found = [
            {"display_name": "Waldweg", "lat": "51.30", "lon": "6.85"},
            {"display_name": "Waldweg, Kiel", "lat": "54.3", "lon": "10.1"},
            {"lat": "x"},
            None,
        ]
        return Fetched(url, 200, {}, json.dumps(found).encode(), ())

    monkeypatch.setattr(geocoder, "fetch", fetch)
    return questions


def test_no_geocoder_is_asked_unless_it_is_switched_on(asked, settings, names):
    settings.MITMACHKARTE_GEOCODER_URL = ""

    assert names("Waldweg") == []
    assert asked == []


def test_a_geocoder_is_asked_once_and_only_for_what_nobody_knows(asked, town, names):
    know(town, "Markt")

    assert names("Markt") == ["Markt"]
    assert names("Waldweg") == names("Waldweg") == ["Waldweg"]
    assert asked == ["https://geo.example/search?q=Waldweg%2C%20Musterstadt"]


def test_a_silent_geocoder_is_no_error_and_is_asked_again_after_a_minute(
    asked, monkeypatch, names, time_machine
):
    def fetch(url, **kwargs):
        silent.append(url)
        raise Unreachable("geo.example")

    silent = []
    time_machine.move_to("2026-11-20T10:00:00Z", tick=False)
    with monkeypatch.context() as broken:
        broken.setattr(geocoder, "fetch", fetch)
        assert names("Waldweg") == []
    time_machine.shift(30)
    assert names("Waldweg") == [] and len(silent) == 1 and asked == []

    time_machine.shift(31)
    assert names("Waldweg") == ["Waldweg"]
