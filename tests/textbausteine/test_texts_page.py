"""“Gut zu wissen”: what citizens find and read."""

import pytest

from kommunen.models import Topic
from tests.factories.textbausteine import text

pytestmark = pytest.mark.django_db

LIST = "/gut-zu-wissen/"


@pytest.fixture
def visitor(client_for, town):
    return client_for(town)


def page(client, address=LIST) -> str:
    return client.get(address).content.decode()


def test_every_town_has_the_page_and_an_empty_one_says_what_will_come(visitor):
    assert "Noch ist kein Text veröffentlicht" in page(visitor)


def test_it_lists_own_and_central_texts_by_topic(visitor, town):
    topic = Topic.objects.create(name="Reparieren", slug="reparieren")
    text(town, title="Werkstatt", slug="werkstatt", topic=topic)
    text(None, title="Anfangen", slug="anfangen")

    html = page(visitor)

    assert html.index("Reparieren") < html.index("Werkstatt") < html.index("Weitere Texte")
    assert html.index("Weitere Texte") < html.index("Anfangen")


def test_it_lists_no_draft_and_nothing_of_another_town(visitor, town, other_town):
    text(town, title="Entwurf", slug="entwurf", live=False)
    text(other_town, title="Nebenan", slug="nebenan")

    html = page(visitor)

    assert "Entwurf" not in html
    assert "Nebenan" not in html


def test_the_towns_version_takes_the_place_of_the_central_one(visitor, town):
    text(None, title="Von der Zentrale")
    text(town, title="Aus dem Rathaus")

    assert "Von der Zentrale" not in page(visitor)
    assert "Aus dem Rathaus" in page(visitor)
    assert "Aus dem Rathaus" in page(visitor, f"{LIST}gutes/")


def test_a_text_is_read_with_the_towns_words(visitor):
    text(
        None,
        title="Mitmachen in {{ kommune_name }}",
        teaser="Die {{ kommune }} hilft{{ nirgendwo }}.",
        words="Fragen Sie die {{ kommune }}.",
    )

    html = page(visitor, f"{LIST}gutes/")

    assert "<h1>Mitmachen in Musterstadt</h1>" in html
    assert '<meta name="description" content="Die Stadt Musterstadt hilft.">' in html
    assert "Fragen Sie die Stadt Musterstadt." in html
    assert "nirgendwo" not in html
    assert "{{" not in html


def test_a_text_shows_stand_sources_and_licence(visitor):
    text(None, sources="Umweltamt, Bericht 2026\n\nhttps://www.example.org/a", licence="CC BY 4.0")

    html = page(visitor, f"{LIST}gutes/")

    assert "Stand: " in html
    assert "<li>Umweltamt, Bericht 2026</li>" in html
    assert 'href="https://www.example.org/a"' in html
    assert "CC BY 4.0" in html


def test_a_text_leads_to_others_on_its_topic(visitor):
    topic = Topic.objects.create(name="Reparieren", slug="reparieren")
    text(None, slug="gutes", topic=topic)
    text(None, title="Werkstatt", slug="werkstatt", topic=topic)
    text(None, title="Anderes", slug="anderes")

    html = page(visitor, f"{LIST}gutes/")

    assert f'<a href="{LIST}werkstatt/">Werkstatt</a>' in html
    assert "Anderes" not in html


@pytest.mark.parametrize("slug", ["unbekannt", "entwurf", "nebenan"])
def test_what_is_not_published_here_does_not_exist(visitor, town, other_town, slug):
    text(town, slug="entwurf", live=False)
    text(other_town, slug="nebenan")

    assert visitor.get(f"{LIST}{slug}/").status_code == 404


def test_the_trail_leads_back_to_the_list(visitor):
    text(None, title="Anfangen")

    html = page(visitor, f"{LIST}gutes/")

    assert f'<a href="{LIST}">Gut zu wissen</a>' in html
    assert '<span aria-current="page">Anfangen</span>' in html


def test_a_long_list_costs_what_a_short_one_costs(
    visitor, django_assert_num_queries, django_assert_max_num_queries
):
    topics = [Topic.objects.create(name=f"Thema {n}", slug=f"t-{n}") for n in range(5)]
    for number in range(3):
        text(None, slug=f"kurz-{number}", topic=topics[number])
    page(visitor)

    with django_assert_max_num_queries(10) as few:
        page(visitor)
    for number in range(20):
        text(None, slug=f"lang-{number}", topic=topics[number % 5])
    with django_assert_num_queries(len(few)):
        page(visitor)
