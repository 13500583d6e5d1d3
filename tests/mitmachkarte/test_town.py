import pytest

from kommunen.models import Role
from kommunen.registry import placeholders
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of

pytestmark = pytest.mark.django_db


def value_of(name, town):
    return next(each.value(town) for each in placeholders if each.name == name)


def test_a_new_town_has_an_empty_map(client_for, town):
    page = map_page_of(town)

    assert page.live and page.slug == "mitmachkarte"
    assert "in Musterstadt" in page.intro
    assert client_for(town).get("/mitmachkarte/").status_code == 200


def test_the_central_site_has_none(client_for, central):
    assert client_for(central).get("/mitmachkarte/").status_code == 404


def test_texts_may_name_how_many_initiatives_there_are(town, other_town):
    InitiativePageFactory(town=town)
    InitiativePageFactory(town=town, draft=True)
    InitiativePageFactory(town=other_town)

    assert value_of("anzahl_initiativen", town) == "1"
    assert value_of("mitmachkarte", town) == "/mitmachkarte/"


def test_on_the_central_site_texts_lead_to_the_towns(central):
    for name in ["mitmachkarte", "termintipps"]:
        assert value_of(name, central) == "/"


def test_editors_find_the_way_to_the_embedding(client_for, town, operator):
    page = map_page_of(town)

    text = client_for(town, operator).get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert 'href="/admin/embedding/"' in text


def test_editors_list_their_towns_initiatives_only(client_for, town, other_town, member):
    InitiativePageFactory(town=town, title="Eigene")
    InitiativePageFactory(town=other_town, title="Von nebenan")

    response = client_for(town, member(town, Role.REDAKTION)).get("/admin/initiatives/")

    assert response.status_code == 200
    assert "Eigene" in response.content.decode()
    assert "Von nebenan" not in response.content.decode()
    assert "nachbarstadt" not in response.content.decode().lower()  # nor as a filter
