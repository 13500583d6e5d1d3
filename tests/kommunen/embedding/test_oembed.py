from urllib.parse import quote

import pytest

from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

MAP = "https://musterstadt.example/mitmachkarte/"


@pytest.fixture
def ask(client_for, town):
    return lambda **query: client_for(town).get("/oembed/", query)


def test_gives_the_map_as_a_frame(ask):
    answer = ask(url=MAP).json()

    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["provider_name"] == "Stadt Musterstadt"
    assert 'src="https://musterstadt.example/einbetten/karte/"' in answer["html"]
    assert (answer["width"], answer["height"]) == (800, 1200)


def test_takes_the_filters_of_the_address_along(ask):
    answer = ask(url=f"{MAP}?category=gaerten&district=Ost&page=3&boese=1").json()

    assert "/einbetten/karte/?category=gaerten&amp;district=Ost&quot;" not in answer["html"]
    assert (
        'src="https://musterstadt.example/einbetten/karte/?category=gaerten&amp;district=Ost"'
        in (answer["html"])
    )


def test_gives_an_initiative_as_a_card(ask, town):
    InitiativePageFactory(town=town, title="Fairteiler")

    answer = ask(url=f"{MAP}fairteiler/").json()

    assert answer["title"] == "Fairteiler"
    assert 'src="https://musterstadt.example/einbetten/initiative/fairteiler/"' in answer["html"]


def test_keeps_to_the_askers_size(ask):
    answer = ask(url=MAP, maxwidth="320", maxheight="480").json()

    assert (answer["width"], answer["height"]) == (320, 480)
    assert 'width="320" height="480"' in answer["html"]
    assert ask(url=MAP, maxwidth="0", maxheight="x").json()["height"] == 1200


@pytest.mark.parametrize(
    "url",
    [
        "", "/mitmachkarte/", "https://nachbarstadt.example/mitmachkarte/",
        "https://musterstadt.example.boese.example/mitmachkarte/",
        "https://musterstadt.example@boese.example/mitmachkarte/", "javascript:alert(1)",
        "https://musterstadt.example/impressum/", "https://musterstadt.example/mitmachkarte/nix/",
        "https://musterstadt.example/mitmachkarte/a/b/", "https://[::1/", "ftp://musterstadt.example/",
        f"{MAP}a\x00b/", "https://musterstadt.example/gut-zu-wissen/a\x00b/",
    ],
)  # fmt: skip
def test_other_addresses_have_no_embed(ask, url):
    assert ask(url=url).status_code == 404


def test_a_hidden_initiative_has_no_embed(ask, town, client_for):
    InitiativePageFactory(town=town, title="Entwurf", live=False)

    assert ask(url=f"{MAP}entwurf/").status_code == 404
    assert client_for(town).get("/einbetten/initiative/entwurf/").status_code == 404


def test_answers_in_json_only(ask):
    assert ask(url=MAP, format="xml").status_code == 501


def test_any_website_may_ask(ask):
    response = ask(url=MAP)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


@pytest.mark.parametrize("path", ["/mitmachkarte/", "/mitmachkarte/fairteiler/"])
def test_pages_say_where_to_ask(client_for, town, path):
    InitiativePageFactory(town=town, title="Fairteiler")

    text = client_for(town).get(path).content.decode()

    page = quote(f"https://musterstadt.example{path}", safe="")
    ask = f"https://musterstadt.example/oembed/?url={page}&amp;format=json"
    assert f'<link rel="alternate" type="application/json+oembed" href="{ask}">' in text
