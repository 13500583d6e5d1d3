import pytest

from kommunen.models import EmbedHost
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

URL = "/einbetten/karte/"


@pytest.fixture
def fetch(client_for, town):
    return lambda query="": client_for(town).get(f"{URL}?{query}")


def test_may_be_shown_by_the_hosts_of_the_town_only(fetch, town):
    EmbedHost.objects.create(kommune=town, origin="https://www.musterstadt.example")

    response = fetch()

    assert (
        "frame-ancestors 'self' https://www.musterstadt.example"
        in (response["Content-Security-Policy"])
    )
    assert "X-Frame-Options" not in response


def test_links_lead_to_the_towns_own_site_in_a_new_window(fetch, town):
    InitiativePageFactory(town=town, title="Fairteiler")

    text = fetch().content.decode()

    assert 'href="https://musterstadt.example/mitmachkarte/fairteiler/" target="_blank"' in text
    assert "(neues Fenster)" in text


def test_needs_neither_forms_nor_modules_nor_requests(fetch, town):
    InitiativePageFactory(town=town)

    text = fetch().content.decode()

    assert "<form" not in text
    assert 'type="module"' not in text
    assert 'id="map-data"' in text


def test_narrows_like_the_page(fetch, town):
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten"])
    InitiativePageFactory(town=town, title="Rad", kinds=["mobilitaet"])

    text = fetch("category=gaerten").content.decode()

    assert "Beet" in text and "Rad" not in text


@pytest.mark.parametrize(("level", "tag"), [("", "h1"), ("2", "h2"), ("9", "h1"), ("x", "h1")])
def test_fits_the_headings_of_the_page_around_it(fetch, level, tag):
    assert (
        f'<{tag} class="h3">Mitmachkarte in Musterstadt' in fetch(f"level={level}").content.decode()
    )


def test_a_broken_filter_is_answered_with_one_sentence(fetch):
    response = fetch("bbox=1,2,3")

    assert response.status_code == 400
    assert "Dieser Kartenausschnitt lässt sich nicht zeigen." in response.content.decode()


def test_never_shows_another_towns(fetch, other_town):
    InitiativePageFactory(town=other_town, title="Von nebenan")

    assert "Von nebenan" not in fetch().content.decode()


def test_any_origin_may_have_the_fonts(client_for, town):
    font = "/static/kommunen/vendor/fonts/fira-sans-latin-400-normal.woff2"

    assert client_for(town).get(font)["Access-Control-Allow-Origin"] == "*"


def test_shows_the_list_alone_with_the_way_to_the_map(fetch, town):
    InitiativePageFactory(town=town, title="Fairteiler")

    text = fetch("view=list").content.decode()

    assert "Fairteiler" in text and 'id="map"' not in text and "leaflet" not in text
    assert 'href="?view=map">Auf der Karte zeigen' in text


def test_shows_the_map_alone_with_the_way_to_the_list(fetch, town):
    InitiativePageFactory(town=town, title="Fairteiler")

    text = fetch("view=map").content.decode()

    assert 'id="map"' in text
    assert 'href="?view=list">Als Liste zeigen' in text
    before_noscript, after = text.split("<noscript>")
    assert 'class="atlas__list"' not in before_noscript
    assert 'class="atlas__list"' in after, "without a script the list stands in for the map"


def test_search_engines_read_it_as_part_of_the_page_around_it(fetch):
    assert 'content="noindex, indexifembedded"' in fetch().content.decode()


def test_one_initiative_is_a_card_that_leads_to_its_page(client_for, town):
    InitiativePageFactory(town=town, title="Fairteiler", summary="Essen teilen")

    text = client_for(town).get("/einbetten/initiative/fairteiler/").content.decode()

    assert "Essen teilen" in text
    assert 'href="https://musterstadt.example/mitmachkarte/fairteiler/" target="_blank"' in text
