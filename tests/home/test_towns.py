"""What a new town has from the start: pages that look finished although nothing is in them."""

import pytest

from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Kommune

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/aktuelles/", "/impressum/", "/datenschutz/", "/barrierefreiheit/"]


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def kreis(db) -> Kommune:
    return found_kommune(
        name="Mettmann", host="kreis.example", key="05158", kind="kreis", state=Kommune.State.LIVE
    )


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_of_a_new_town_answers(path, town, client_for):
    assert "Stadt Musterstadt" in text_of(client_for(town).get(path))


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_of_a_new_centre_answers(path, central, client_for):
    assert "MehrWert-Baukasten" in text_of(client_for(central).get(path))


def test_the_menu_keeps_the_order_of_the_building_blocks(town, client_for):
    page = text_of(client_for(town).get("/"))
    menu = page[page.index('class="site-nav"') : page.index("<main")]
    names = ["Mitmachkarte", "Termintipps", "Aktuelles"]

    assert sorted(names, key=menu.index) == names


def test_a_town_without_initiatives_invites_to_begin(town, client_for):
    page = text_of(client_for(town).get("/"))

    assert "Hier wächst noch nichts." in page
    assert "noch keine" in page


def test_a_town_without_news_does_not_announce_them(town, client_for):
    page = text_of(client_for(town).get("/"))

    assert "Alle Meldungen" not in page


def test_a_kreis_reads_as_people_speak(kreis, client_for):
    page = text_of(client_for(kreis).get("/"))

    assert "Initiativen im Kreis Mettmann" in page
    assert "Kreisverwaltung ansprechen" in page


def test_the_centre_has_no_map_to_search(central, client_for):
    page = text_of(client_for(central).get("/"))

    assert "mitmachkarte" not in page
    assert 'type="search"' not in page
