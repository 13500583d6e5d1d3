from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommunen.models import AuditEntry, Role
from mitmachkarte.models import KnownPlace
from mitmachkarte.places.search import spots_named

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


def test_replacing_a_list_costs_the_same_for_few_and_for_many(upload):
    def queries(number):
        lines = (f"Weg {each};51.3;6.85\n" for each in range(number))
        upload("Name;lat;lon\n" + "".join(lines))  # which the next one replaces
        with CaptureQueriesContext(connection) as captured:
            upload(GOOD)
        return len(captured)

    assert queries(2) == queries(40)


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="locks no rows")
def test_two_uploads_at_once_wait_for_each_other(upload, town):
    with CaptureQueriesContext(connection) as captured:
        upload(GOOD)

    first = next(
        place for place, each in enumerate(captured) if "mitmachkarte_knownplace" in each["sql"]
    )
    assert "FOR UPDATE" in captured[first - 1]["sql"]


@pytest.mark.parametrize("name", ["Hauptstr.", "Hauptstr", "HAUPTSTRASSE", "Hauptstraße"])
@pytest.mark.parametrize("asked", ["hauptstr", "Hauptstraße", "hauptstr."])
def test_a_street_is_found_however_list_and_visitor_shorten_it(upload, town, name, asked):
    upload(f"Name;lat;lon\n{name};51.3;6.85\n")

    assert [spot.name for spot in spots_named(town, asked)] == [name]


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
