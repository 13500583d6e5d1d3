import pytest
from django.core import mail

from kommunen.models import KommuneSettings
from tests.factories.inbox import filled, send

pytestmark = pytest.mark.django_db

URL = "/barriere-melden/"


@pytest.fixture
def client(town, client_for):
    return client_for(town)


def configure(town, **fields):
    KommuneSettings.objects.update_or_create(site=town.site, defaults=fields)


@pytest.fixture
def reachable_town(town):
    configure(town, contact_email="barrierefrei@stadt.example")
    return town


def test_a_report_reaches_the_town(client, reachable_town):
    data = filled(
        reachable_town,
        "barrier",
        purpose="barrier",
        page="Mitmachkarte",
        message="Ich komme mit der Tastatur nicht aus der Karte.",
    )

    response = send(client, reachable_town, URL, data)

    assert response["Location"] == "/barriere-melden/?gesendet=1"
    (sent,) = mail.outbox
    assert sent.to == ["barrierefrei@stadt.example"]
    assert sent.subject == "Barriere gemeldet: Stadt Musterstadt"
    assert "Seite: Mitmachkarte" in sent.body
    assert "> Ich komme mit der Tastatur nicht aus der Karte." in sent.body
    assert "spätestens innerhalb von sechs Wochen" in sent.body


def test_a_report_needs_no_name_and_no_page(client, reachable_town):
    data = filled(reachable_town, "barrier", purpose="barrier", name="", page="")

    assert send(client, reachable_town, URL, data).status_code == 302
    assert "Name: –" in mail.outbox[0].body


@pytest.mark.parametrize("url", [URL, "/barriere-melden/?gesendet=1"])
def test_says_how_long_an_answer_takes_and_who_helps_then(client, reachable_town, url):
    text = client.get(url).text

    assert "innerhalb von sechs Wochen" in text
    assert 'href="https://www.lbbp.nrw.de/ombudsstelle"' in text


def test_never_shows_the_address_for_reports(client, reachable_town):
    for url in (URL, "/barriere-melden/?gesendet=1"):
        assert "barrierefrei@stadt.example" not in client.get(url).text


def test_proposes_the_page_one_comes_from(client, reachable_town):
    text = client.get(URL, headers={"referer": "https://musterstadt.example/mitmachkarte/"}).text

    assert 'value="https://musterstadt.example/mitmachkarte/"' in text


@pytest.mark.parametrize("referer", ["https://boese.example/", "http://[", ""])
def test_proposes_no_foreign_page(client, reachable_town, referer):
    text = client.get(URL, headers={"referer": referer}).text

    assert "boese" not in text


def test_a_town_without_an_address_for_reports_shows_its_other_ways(client, town):
    configure(town, contact_email="", legal_phone="02102 000", legal_email="post@stadt.example")

    text = client.get(URL).text

    assert "<form" not in text
    assert "Ein Formular gibt es hier noch nicht" in text
    assert "02102 000" in text
    assert "post@stadt.example" in text
    assert "sechs Wochen" in text


def test_a_new_town_names_its_administration(client, town):
    assert "Bitte wenden Sie sich an die Verwaltung" in client.get(URL).text


def test_a_host_of_no_town_is_not_found(client):
    assert client.get(URL, headers={"host": "fremd.example"}).status_code == 404
