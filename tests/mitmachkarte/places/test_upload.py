from io import BytesIO

import pytest
from django.urls import reverse

from kommunen.models import AuditEntry, Role
from mitmachkarte.models import KnownPlace

pytestmark = pytest.mark.django_db

GOOD = "Straße;Ortsteil;Breite;Länge\nMarkt;Mitte;51,2973;6,8493\nAm Bach;;51.30;6.85\n"


@pytest.fixture
def upload(town, client_for, member):
    client = client_for(town, member(town, Role.REDAKTION))

    def send(text, name="strassen.csv"):
        file = BytesIO(text.encode() if isinstance(text, str) else text)
        file.name = name
        return client.post(reverse("mitmachkarte_transfer:places"), {"file": file}, follow=True)

    return send


def known(kommune):
    return list(KnownPlace.objects.for_site(kommune.site).values_list("name", "district"))


def test_a_list_replaces_the_one_before(upload, town):
    upload("Name;lat;lon\nAlt;51.3;6.85\n")
    answer = upload(GOOD)

    assert known(town) == [("Markt", "Mitte"), ("Am Bach", "")]
    assert "2 Orte sind jetzt bekannt" in answer.content.decode()
    assert AuditEntry.objects.filter(action="kommunen.import", kommune=town).count() == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name;Breite\nMarkt;51.3\n", "Diese Spalten fehlen: Länge"),
        ("Name;lat;lon\nMarkt;51.3;6.85\nKiel;54.3;10.1\n", "„Kiel“ liegt außerhalb der Stadt"),
        ("Name;lat;lon\nMarkt;nördlich;6.85\n", "lässt sich nicht lesen"),
        ("Name;lat;lon\n;51.3;6.85\n", "fehlt oder ist zu lang"),
        ("", "Die Datei ist leer"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_list_with_mistakes_changes_nothing(upload, town, text, said):
    upload(GOOD)

    assert said in upload(text).content.decode()
    assert len(known(town)) == 2


def test_no_other_town_is_touched(upload, town, other_town):
    KnownPlace.objects.create(site=other_town.site, name="Fremd", lat=51, lon=6, words="fremd")

    upload(GOOD)

    assert known(other_town) == [("Fremd", "")]
