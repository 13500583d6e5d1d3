import json
import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommunen.models import Category
from kommunen.registry import Section, entry_sections
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client_for, town):
    def ask(**facts):
        page = InitiativePageFactory(town=town, slug="fairteiler", **facts)
        response = client_for(town).get("/mitmachkarte/fairteiler/")
        assert response.status_code == 200
        response.page = page
        return response

    return ask


def text_of(response):
    return " ".join(response.content.decode().split())


def structured(response):
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', text_of(response))
    return json.loads(script[1])


def test_answers_what_one_asks_before_going(visit):
    text = text_of(
        visit(
            title="Fairteiler Lintorf",
            summary="Gerettetes für alle.",
            place="Lintorfer Markt",
            when="täglich, rund um die Uhr",
            cost="keine",
            step_free="yes",
            access_note="Griffhöhe 40 bis 130 cm",
            languages="Deutsch, Türkisch",
            wanted="Abholdienste am Mittwoch",
            how_to_join="<p>Einfach vorbeikommen.</p>",
            body=[("text", "<p>Brot vom Vortag.</p>")],
        )
    )

    for words in (
        "Fairteiler Lintorf",
        "Gerettetes für alle.",
        "Lintorfer Markt",
        "täglich, rund um die Uhr",
        "keine",
        "stufenlos, Griffhöhe 40 bis 130 cm",
        "Deutsch, Türkisch",
        "Gesucht: Abholdienste am Mittwoch",
        "Einfach vorbeikommen.",
        "Brot vom Vortag.",
    ):
        assert words in text


def test_says_how_fresh_it_is(visit):
    text = text_of(visit(confirmed_on=date(2026, 11, 12)))

    assert "Von der Initiative bestätigt am 12.\xa0November 2026".replace("\xa0", " ") in text
    assert "Stand: 18. November 2026" in text


@time_machine.travel("2027-12-24")
def test_a_confirmation_from_last_year_is_marked_as_old(visit):
    assert "stamp__old" in text_of(visit(confirmed_on=date(2026, 11, 12)))


def test_what_has_no_fixed_place_is_everywhere_and_on_no_map(visit):
    text = text_of(visit(is_everywhere=True))

    assert "in der ganzen Stadt" in text
    assert "map-panel" not in text


def test_has_a_small_map_that_needs_no_script(visit):
    text = text_of(visit(title="Fairteiler"))

    assert 'aria-label="Karte mit der Ortsgrenze: Lage von Fairteiler"' in text
    assert "© GeoBasis-DE / BKG 2016 (Daten verändert)" in text
    assert "leaflet" not in text


@pytest.mark.parametrize("shown", [True, False])
def test_shows_only_what_may_be_published(visit, shown):
    text = text_of(
        visit(
            contact_name="Team West",
            show_contact_name=shown,
            phone="02102 4711",
            show_phone=shown,
            contact_email="geheim@initiative.example",
        )
    )

    assert ("Team West" in text) == ("02102 4711" in text) == shown
    assert "geheim@initiative.example" not in text


def test_leads_to_a_message_if_there_is_an_address(visit):
    assert 'href="/mitmachkarte/fairteiler/nachricht/"' in text_of(visit())


def test_offers_no_message_without_an_address(visit):
    assert "nachricht" not in text_of(visit(contact_email=""))


def test_tells_search_engines_the_same(visit):
    data = structured(
        visit(
            title="Fair</script>teiler",
            street="Markt 3",
            postcode="40885",
            locality="Ratingen",
            website="https://fairteiler.example/",
            contact_email="geheim@initiative.example",
        )
    )

    assert data["@type"] == "Organization"
    assert data["name"] == "Fair</script>teiler"
    assert data["url"] == "https://musterstadt.example/mitmachkarte/fairteiler/"
    assert data["sameAs"] == ["https://fairteiler.example/"]
    assert data["location"]["geo"]["latitude"] == 51.2973
    assert data["location"]["address"]["streetAddress"] == "Markt 3"
    assert "geheim" not in json.dumps(data)


def test_higher_floors_may_add_sections(visit, monkeypatch):
    monkeypatch.setattr(
        entry_sections,
        "_entries",
        [
            lambda page, request: Section(
                "kommunen/empty.html", {"heading": f"Nächste Termine von {page.title}"}
            ),
            lambda page, request: None,
        ],
    )

    assert "Nächste Termine von Fairteiler" in text_of(visit(title="Fairteiler"))


def test_does_not_name_a_category_that_the_town_hides(visit, town):
    town.settings.hidden_categories.add(Category.objects.get(slug="gaerten"))

    text = text_of(visit(kinds=["gaerten", "reparieren"]))

    assert "Reparieren" in text
    assert "Gärten" not in text


def test_a_town_without_known_borders_still_shows_it(visit, town):
    town.key, town.outline, town.extent = "", None, None
    town.save()

    assert "map-panel" in text_of(visit())


def test_does_not_cost_more_with_more_categories(client_for, town):
    def queries(slug):
        with CaptureQueriesContext(connection) as captured:
            client_for(town).get(f"/mitmachkarte/{slug}/")
        return len(captured)

    InitiativePageFactory(town=town, slug="eine", kinds=["gaerten"])
    InitiativePageFactory(town=town, slug="drei", kinds=["gaerten", "energie", "teilen"])
    queries("eine")  # fills Wagtail's own caches

    assert queries("eine") == queries("drei") <= 15


def test_can_be_passed_on_without_a_foreign_service(client_for, town):
    InitiativePageFactory(town=town, title="Räder & mehr", slug="raeder")

    text = client_for(town).get("/mitmachkarte/raeder/").content.decode()

    url = "https%3A//musterstadt.example/mitmachkarte/raeder/"
    assert 'href="mailto:?subject=R%C3%A4der%20%26%20mehr&amp;body=' in text and url in text
    assert 'data-url="https://musterstadt.example/mitmachkarte/raeder/"' in text
    assert '<path class="qrline"' in text
    assert "facebook" not in text.casefold()


def test_names_the_nearest_neighbours(client_for, town, other_town):
    InitiativePageFactory(town=town, title="Hier", slug="hier")
    for title, lat in (("Nah", "51.3000"), ("Weiter", "51.3100"), ("Zu weit", "51.4000")):
        InitiativePageFactory(town=town, title=title, lat=lat)
    InitiativePageFactory(town=town, title="Entwurf", draft=True)
    InitiativePageFactory(town=town, title="Überall", is_everywhere=True)
    InitiativePageFactory(town=other_town, title="Fremd")

    neighbours = client_for(town).get("/mitmachkarte/hier/").context["neighbours"]

    assert [(each.name, each.metres) for each in neighbours] == [("Nah", 300), ("Weiter", 1412)]


def test_what_is_everywhere_has_no_neighbours(client_for, town):
    InitiativePageFactory(town=town, slug="hier", is_everywhere=True)
    InitiativePageFactory(town=town)

    assert client_for(town).get("/mitmachkarte/hier/").context["neighbours"] == []


def test_days_and_costs_stand_in_for_missing_words(client_for, town):
    InitiativePageFactory(town=town, slug="hier", when="", weekdays="26", is_free=True)

    text = client_for(town).get("/mitmachkarte/hier/").content.decode()

    assert "Dienstag, Samstag" in text
    assert "kostenlos" in text
