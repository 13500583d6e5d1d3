"""What a town may choose, what a visitor sees of it, and what the browser may load then."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kommunen.models import KommuneSettings, Role
from kommunen.tiles.services import PREPARED, TileService, services
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

DIRECT = "https://sgx.geodatenzentrum.de"


@pytest.fixture
def choose(town):
    InitiativePageFactory(town=town)

    def set_up(base_map, service="basemap-grau"):
        KommuneSettings.objects.update_or_create(
            site=town.site, defaults={"base_map": base_map, "tile_service": service}
        )

    return set_up


@pytest.fixture
def page(client_for, town):
    def get(path="/mitmachkarte/", come_from="same-origin"):
        headers = {"Sec-Fetch-Site": come_from} if come_from else {}
        response = client_for(town).get(path, headers=headers)
        return response.content.decode(), response["Content-Security-Policy"], response

    return get


PATHS = ("/mitmachkarte/", "/einbetten/karte/")


@pytest.mark.parametrize("path", PATHS)
def test_without_a_choice_there_are_outlines_alone(page, choose, path):
    text, policy, _response = page(f"{path}?streets=1")

    assert "map-streets" not in text
    assert "geodatenzentrum" not in text + policy


@pytest.mark.parametrize("path", PATHS)
def test_streets_by_our_own_address_come_with_their_credit(page, choose, path):
    choose("own_host")

    text, policy, _response = page(path)

    assert "/kacheln/basemap-grau/{z}/{x}/{y}.png" in text
    assert "© basemap.de / BKG" in text
    assert "geodatenzentrum" not in text + policy


def test_an_embed_names_the_tiles_with_their_host(page, choose):
    choose("own_host")

    assert '"https://musterstadt.example/kacheln/basemap-grau/' in page("/einbetten/karte/")[0]


def test_before_consent_nothing_leads_to_the_service(page, choose):
    choose("consent")

    text, policy, _response = page()

    assert "Straßen zeigen" in text and "sgx.geodatenzentrum.de" in text
    assert "map-streets" not in text
    assert "geodatenzentrum" not in policy


def test_consent_opens_the_policy_for_pictures_of_that_host_and_can_be_taken_back(page, choose):
    choose("consent")

    text, policy, response = page("/mitmachkarte/?streets=1&category=gaerten")

    assert f"{DIRECT}/wmts_basemapde/" in text or "leaflet" not in text
    assert "Sec-Fetch-Site" in response["Vary"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["img-src"].endswith(DIRECT)
    assert DIRECT not in policy.replace(directives["img-src"], "")
    assert not response.cookies


@pytest.mark.parametrize("come_from", ["none", "cross-site", "same-site", ""])
def test_a_link_from_elsewhere_brings_no_consent(page, choose, come_from):
    choose("consent")

    _text, policy, response = page("/mitmachkarte/?q=rad&streets=1&q=beet", come_from)

    assert (response.status_code, response.url) == (302, "/mitmachkarte/?q=rad&q=beet")
    assert "geodatenzentrum" not in policy
    assert page("/mitmachkarte/?streets=1", come_from)[2].url == "/mitmachkarte/"


def test_in_a_foreign_frame_nobody_can_agree_but_the_towns_own_page_is_near(page, choose):
    choose("consent")

    text, policy, _response = page("/einbetten/karte/?streets=1&q=e&view=map")

    assert "geodatenzentrum" not in text + policy
    assert 'href="https://musterstadt.example/mitmachkarte/?q=e#karte" target="_blank"' in text


def test_consent_is_kept_in_the_address_alone(page, choose):
    choose("consent")

    text = page("/mitmachkarte/?streets=1")[0]

    assert 'href="?#karte">Straßen wieder ausblenden' in text
    assert '<input type="hidden" name="streets" value="1">' in text
    assert "geodatenzentrum" not in page("/mitmachkarte/")[1]


@pytest.mark.parametrize("value", ["", "0", "ja", "https://boese.example", "1;"])
def test_only_a_clear_yes_is_consent(page, choose, value):
    choose("consent")

    assert "geodatenzentrum" not in page(f"/mitmachkarte/?streets={value}")[1]


def test_a_service_that_is_not_offered_any_more_leaves_outlines(page, choose, settings):
    choose("own_host")
    settings.KOMMUNEN_TILE_SERVICES = []

    assert "map-streets" not in page()[0]


@pytest.fixture
def save(client_for, town, member):
    desk = client_for(town, member(town, Role.VERWALTUNG))
    url = f"/admin/settings/kommunen/kommunesettings/{town.site.pk}/"
    form = desk.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}

    def post(**wishes):
        response = desk.post(url, {**sent, **wishes})
        return {} if response.status_code == 302 else response.context["form"].errors

    return post


def test_a_town_chooses_in_its_settings(save, town):
    assert not save(base_map="own_host", tile_service="topplus-grau")

    chosen = KommuneSettings.objects.get(site=town.site)
    assert (chosen.base_map, chosen.tile_service) == ("own_host", "topplus-grau")


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"base_map": "own_host", "tile_service": ""}, "tile_service"),
        ({"base_map": "own_host", "tile_service": "https://boese.example"}, "tile_service"),
        ({"base_map": "beides", "tile_service": "topplus-grau"}, "base_map"),
    ],
)
def test_a_choice_that_does_not_work_is_refused(save, wishes, field):
    assert field in save(**wishes)


def test_visitors_cannot_load_a_file_of_ours_from_a_service(save, settings):
    settings.KOMMUNEN_TILE_SERVICES = [
        {"name": "datei", "label": "Datei", "credit": "", "credit_url": "", "file": "a.pmtiles"}
    ]

    assert "base_map" in save(base_map="consent", tile_service="datei")


def test_german_services_want_the_row_before_the_column():
    assert PREPARED["basemap-grau"].address(12, 2125, 1367).endswith("/12/1367/2125.png")
    assert PREPARED["topplus-farbe"].address(12, 2125, 1367).endswith("/12/1367/2125.png")
    assert PREPARED["nrw-luftbild"].address(14, 8525, 5420).endswith("/09/8525/5420")


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "http://a.example/{z}/{x}/{y}"},
        {"url": "https://a.example/{z}/{x}"},
        {"url": "https://{x}.example/{z}/{y}"},
        {"url": "https://a.example/{z}/{x}/{y}", "file": "a.pmtiles"},
        {},
    ],
)
def test_a_service_that_is_named_wrongly_stops_the_start(fields):
    with pytest.raises(ImproperlyConfigured):
        TileService(name="x", label="x", credit="x", credit_url="x", **fields)


def test_an_unknown_name_stops_the_start(settings):
    settings.KOMMUNEN_TILE_SERVICES = ["gibt-es-nicht"]

    with pytest.raises(ImproperlyConfigured, match="gibt-es-nicht"):
        services()


def test_kept_pages_do_not_forget_what_a_visitor_agreed_to(page, choose, settings):
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 60
    choose("consent")

    for _ in range(2):
        assert DIRECT in page("/mitmachkarte/?streets=1")[1]
        assert DIRECT not in page("/mitmachkarte/")[1]
