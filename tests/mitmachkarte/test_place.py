import json
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kommunen.geo import Point
from kommunen.models import Category, Role
from mitmachkarte.models import InitiativePage
from mitmachkarte.place import PlaceField
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of

FIELD = PlaceField(required=False)
MARKET = "SRID=4326;POINT(6.8493 51.2973)"


def test_a_place_is_read_longitude_first():
    assert FIELD.clean(MARKET) == Point(lat=51.2973, lon=6.8493)


def test_a_place_survives_the_way_there_and_back():
    assert FIELD.clean(FIELD.prepare_value(Point(lat=-1.5, lon=0.25))) == Point(lat=-1.5, lon=0.25)


@pytest.mark.parametrize("text", ["", None, "  "])
def test_nothing_stays_nothing(text):
    assert FIELD.clean(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "POINT(6.8 51.2)",
        "SRID=3857;POINT(6.8 51.2)",
        "SRID=4326;POINT(6.8 91)",
        "SRID=4326;POINT(181 51.2)",
        "SRID=4326;POINT(nan 51.2)",
        "SRID=4326;POINT(6.8 51.2)\x00",
        "SRID=4326;POINT(6.8.1 51.2)",
        "SRID=4326;POINT(٦ 51.2)",
    ],
)
def test_forged_places_are_refused(text):
    with pytest.raises(ValidationError):
        FIELD.clean(text)


@given(st.text())
def test_no_text_does_more_than_be_refused(text):
    with suppress(ValidationError):
        FIELD.clean(text)


@pytest.fixture
def add(db, client_for, town, member):
    """Send the form for a new initiative as the town's Redaktion."""

    def send(**facts):
        parent = map_page_of(town)
        data = {
            "title": "Neue Initiative",
            "slug": "neu",
            "summary": "Wir fangen an.",
            "categories": [Category.objects.get(slug="gaerten").pk],
            "location": MARKET,
            "step_free": "unknown",
            "how_to_join": "null",
            "body-count": "0",
            "links-count": "0",
        }
        client = client_for(town, member(town, Role.REDAKTION))
        url = f"/admin/pages/add/mitmachkarte/initiativepage/{parent.pk}/"
        return client.post(url, {**data, **facts})

    return send


def draft():
    return InitiativePage.objects.get(slug="neu").get_latest_revision_as_object()


def test_the_pin_is_kept_as_degrees(add):
    assert add().status_code == 302
    assert (str(draft().lat), str(draft().lon)) == ("51.2973000", "6.8493000")


def test_a_draft_may_lack_nearly_everything(add):
    assert add(location="", summary="", categories=[]).status_code == 302
    assert draft().point is None


@pytest.mark.parametrize("location", ["nonsense", "SRID=4326;POINT(999 999)"])
def test_a_forged_place_comes_back_with_a_sentence(add, location):
    response = add(location=location)

    assert response.status_code == 200
    assert "Diesen Ort gibt es auf der Erde nicht." in response.content.decode()


def test_what_is_to_be_published_needs_a_place(add):
    response = add(location="", **{"action-submit": "1"})

    assert response.status_code == 200
    assert "Setzen Sie die Markierung" in response.content.decode()


def test_or_the_word_that_it_has_none(add):
    assert add(location="", is_everywhere="on", **{"action-submit": "1"}).status_code == 302


def test_a_category_of_another_town_is_no_choice(add, other_town):
    foreign = Category.objects.create(
        name="Brunnen", slug="brunnen", kind="gaerten", letter="B", site=other_town.site
    )

    assert add(categories=[foreign.pk]).status_code == 200


@pytest.mark.django_db
def test_the_editors_map_is_the_town_and_asks_no_foreign_host(client_for, town, operator):
    page = InitiativePageFactory(town=town)

    response = client_for(town, operator).get(f"/admin/pages/{page.pk}/edit/")

    widget = response.context["form"]["location"].field.widget
    options = json.loads(widget.build_attrs({})["data-place-field-options-value"])
    assert options["bounds"] == town.extent
    assert options["ground"]["features"][0]["properties"]["name"] == "Ratingen"
    text = response.content.decode()
    assert not [host for host in ("unpkg.com", "openstreetmap", "nominatim") if host in text]


@pytest.mark.django_db
def test_an_unsaved_draft_can_be_previewed(client_for, town, operator):
    client = client_for(town, operator)
    parent = map_page_of(town)
    url = f"/admin/pages/add/mitmachkarte/initiativepage/{parent.pk}/preview/"
    data = {"title": "Entwurf", "slug": "", "location": MARKET, "step_free": "unknown"}

    saved = client.post(url, {**data, "how_to_join": "null", "body-count": 0, "links-count": 0})
    shown = client.get(url)

    assert saved.json()["is_valid"]
    assert shown.status_code == 200
    assert "Entwurf" in shown.content.decode()
