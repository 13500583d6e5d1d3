"""What citizens see of pages, and what they must not see."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from home.models import HomePage
from kommunen.models import KommuneSettings
from tests.factories.home import content_page, news
from tests.factories.kommunen import contact_person, document, image

pytestmark = pytest.mark.django_db

LONG_WORD = "Nachbarschaftslastenradverleihstationseröffnungsfeierlichkeiten"


@pytest.fixture
def shown(town, client_for):
    """What a citizen of the town reads at an address."""

    def text_of(path: str) -> str:
        response = client_for(town).get(path)
        assert response.status_code == 200
        return response.content.decode()

    return text_of


# --- Content pages ---------------------------------------------------------------------------


def test_a_content_page_shows_kicker_teaser_text_and_stand(town, shown):
    content_page(
        town,
        "Am runden Tisch",
        slug="tisch",
        kicker="Regionalgespräch",
        teaser="Vierzig Menschen haben geredet.",
        body=[("text", "<p>Hier stehen ihre Antworten.</p>")],
    )

    page = shown("/tisch/")

    for part in ("Regionalgespräch", "Vierzig Menschen", "ihre Antworten", "Stand:", "Lesezeit"):
        assert part in page


def test_a_draft_is_not_found(town, client_for):
    content_page(town, slug="entwurf", live=False)

    assert client_for(town).get("/entwurf/").status_code == 404


def test_a_page_of_another_town_is_not_found(town, other_town, client_for):
    content_page(other_town, slug="nebenan")

    assert client_for(town).get("/nebenan/").status_code == 404
    assert client_for(other_town).get("/nebenan/").status_code == 200


def test_an_unpublished_change_does_not_show(town, shown):
    page = content_page(town, slug="seite", teaser="So ist es.")
    page.teaser = "So wird es vielleicht."
    page.save_revision()

    assert "So ist es." in shown("/seite/")
    assert "vielleicht" not in shown("/seite/")


def test_a_picture_comes_with_its_credit(town, shown):
    picture = image(town, description="Ein Beet", author="Ada Beispiel", licence="CC BY 4.0")
    content_page(town, slug="bild", picture=picture, caption="Frisch gesät.")

    page = shown("/bild/")

    assert 'alt="Ein Beet"' in page
    assert "Frisch gesät." in page
    assert "Ada Beispiel" in page


def test_without_a_picture_a_drawing_stands_in(town, shown):
    content_page(town, slug="zeichnung", drawing="runder-tisch")

    assert "Fünf Menschen sitzen an einem runden Tisch" in shown("/zeichnung/")


def test_the_side_column_holds_the_contact_person_and_files(town, shown):
    content_page(
        town,
        slug="seite",
        contact=contact_person(town, "Klimaschutzmanagement", phone="115"),
        aside=[
            ("take_away", {"heading": "Zum Mitnehmen", "downloads": [{"document": document(town)}]})
        ],
    )

    page = shown("/seite/")

    assert "split--aside" in page
    assert "Klimaschutzmanagement" in page
    assert "Zum Mitnehmen" in page


def test_the_address_of_a_contact_person_stays_hidden(town, shown):
    person = contact_person(town, email="ada@privat.example")
    content_page(town, slug="seite", contact=person)

    assert "ada@privat.example" not in shown("/seite/")


def test_without_anything_beside_it_the_text_takes_the_page(town, shown):
    content_page(town, slug="seite")

    assert "split--aside" not in shown("/seite/")


def test_pages_below_are_listed_but_not_their_drafts(town, shown):
    parent = content_page(town, slug="thema")
    content_page(town, "Erster Schritt", parent=parent, slug="erster-schritt")
    content_page(town, "Noch geheim", parent=parent, live=False)

    page = shown("/thema/")

    assert 'href="/thema/erster-schritt/"' in page
    assert "Noch geheim" not in page


def test_a_block_that_needs_the_width_ends_the_article(town, shown):
    content_page(
        town,
        slug="seite",
        body=[
            ("text", "<p>Davor.</p>"),
            ("kinds", {"heading": "Wofür schlägt Ihr Herz?"}),
            ("text", "<p>Danach.</p>"),
        ],
    )

    page = shown("/seite/")

    assert page.index("</article>") < page.index("Wofür schlägt Ihr Herz?") < page.index("Danach.")


def test_a_very_long_word_is_written_in_full(town, shown):
    content_page(town, LONG_WORD, slug="lang")

    assert f"<h1>{LONG_WORD}</h1>" in shown("/lang/")


@pytest.mark.parametrize("field", ["title", "kicker", "teaser", "caption"])
def test_markup_that_editors_type_stays_text(field, town, shown):
    values = {"title": "Seite", "drawing": "stadt"} | {field: "<script>alert(1)</script>"}
    content_page(town, slug="seite", **values)

    assert "<script>alert" not in shown("/seite/")
    assert "&lt;script&gt;alert" in shown("/seite/")


# --- News ------------------------------------------------------------------------------------


def test_news_stand_newest_first(town, shown):
    news(town, "Alt", date(2026, 1, 9))
    news(town, "Neu", date(2026, 3, 9))

    page = shown("/aktuelles/")

    assert page.index(">Neu<") < page.index(">Alt<")


def test_drafts_and_other_towns_news_are_not_listed(town, other_town, shown):
    news(town, "Noch geheim", live=False)
    news(other_town, "Von nebenan")

    page = shown("/aktuelles/")

    assert "Noch geheim" not in page
    assert "Von nebenan" not in page
    assert "Noch keine Meldungen." in page


def test_private_news_are_not_listed(town, shown):
    page = news(town, "Nur für uns")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert "Nur für uns" not in shown("/aktuelles/")


@pytest.mark.parametrize("page", ["2", "99", "-1", "abc", ""])
def test_a_page_number_that_does_not_exist_is_no_error(page, town, shown):
    for number in range(12):
        news(town, f"Meldung {number}")

    assert "Meldung" in shown(f"/aktuelles/?page={page}")


def test_a_piece_of_news_shows_its_day(town, shown):
    news(town, "Neue Leihstation", date(2026, 11, 9), slug="leihstation", teaser="Sie ist da.")

    page = shown("/aktuelles/leihstation/")

    assert "9.\xa0November 2026" in page
    assert "Sie ist da." in page


# --- Start page ------------------------------------------------------------------------------


def start_page(town, **fields) -> None:
    page = HomePage.objects.get(pk=town.site.root_page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()


def test_the_start_page_shows_the_newest_news(town, shown):
    news(town, "Neue Leihstation", slug="leihstation")

    assert 'href="/aktuelles/leihstation/"' in shown("/")


def test_grounds_take_turns_and_an_empty_block_takes_none(town, shown):
    text = "<p>Etwas Text.</p>"
    start_page(
        town,
        body=[
            ("kinds", {"heading": "Weiß"}),
            ("news", {"heading": "Aktuelles", "number": 3}),  # there are none
            ("columns", {"left": [("text", text)], "right": []}),
            ("text", text),
        ],
    )

    page = shown("/")
    grounds = [part.split('"')[0] for part in page.split('<section class="')[2:]]

    assert grounds == ["section", "section section--tint", "section"]


def test_running_text_on_the_start_page_stays_together(town, shown):
    start_page(town, body=[("text", "<p>Eins.</p>"), ("text", "<p>Zwei.</p>")])

    page = shown("/")

    assert page.count('<section class="section') == 1
    assert page.count('<div class="prose">') == 1


def test_without_a_headline_the_title_stands_there(town, shown):
    start_page(town, headline="", lead="")

    assert "<h1>Musterstadt</h1>" in shown("/")


def test_a_town_that_hides_its_map_has_no_teasers_of_it(town, shown):
    KommuneSettings.objects.filter(site=town.site).update(show_map=False)

    page = shown("/")

    assert 'type="search"' not in page
    assert "Wofür schlägt Ihr Herz?" not in page


# --- Towns that take part --------------------------------------------------------------------


def test_the_centre_lists_towns_that_are_live(central, town, other_town, client_for):
    other_town.state = "preparing"
    other_town.save()

    page = client_for(central).get("/").content.decode()

    assert "https://musterstadt.example/" in page
    assert "Nachbarstadt" not in page
