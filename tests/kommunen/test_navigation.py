"""Menu, service bar, legal pages and breadcrumb of one town, by one query."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page

from kommunen.models import Kommune
from kommunen.navigation import Navigation


def add(parent, title, slug, **fields):
    page = Page(title=title, slug=slug, **{"show_in_menus": True, "live": True, **fields})
    return parent.add_child(instance=page)


def navigation_of(kommune, path="/") -> Navigation:
    request = RequestFactory().get(path)
    request.kommune = Kommune.objects.serving(kommune.site.hostname).get()
    return Navigation.of(request)


@pytest.fixture
def home(town):
    root = town.site.root_page
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    return root


def titles(ways):
    return [way.title for way in ways]


def test_shows_what_editors_put_into_the_menu_in_the_order_of_the_tree(town, home):
    add(home, "Mitmachkarte", "mitmachkarte")
    add(home, "Über uns", "ueber-uns", show_in_menus=False)
    add(home, "Termintipps", "termintipps")

    assert titles(navigation_of(town).menu) == ["Mitmachkarte", "Termintipps"]


def test_shows_no_draft(town, home):
    add(home, "Entwurf", "entwurf", live=False)

    assert navigation_of(town).menu == []


def test_shows_five_entries_at_most(town, home):
    for number in range(7):
        add(home, f"Seite {number}", f"seite-{number}")

    assert len(navigation_of(town).menu) == 5


def test_leaves_out_a_block_that_the_town_has_switched_off(town, home):
    add(home, "Mitmachkarte", "mitmachkarte")
    town.settings.show_map = False
    town.settings.save()

    assert navigation_of(town).menu == []


def test_never_shows_another_towns_pages(town, home, other_town):
    add(other_town.site.root_page, "Von nebenan", "von-nebenan")

    assert "Von nebenan" not in titles(navigation_of(town).menu)


def test_finds_legal_and_service_pages_by_their_slug(town, home):
    add(home, "Datenschutz", "datenschutz", show_in_menus=False)
    add(home, "Impressum", "impressum", show_in_menus=False)
    add(home, "Leichte Sprache", "leichte-sprache", show_in_menus=False)

    found = navigation_of(town)
    assert titles(found.legal)[:2] == ["Impressum", "Datenschutz"]
    assert titles(found.service)[:1] == ["Leichte Sprache"]
    assert found.search.slug == "suche"  # an address, no page


def test_what_the_law_asks_for_stands_beside_the_legal_pages(town, home):
    [way] = [
        way for way in navigation_of(town, "/barriere-melden/").legal if "Barriere" in way.title
    ]

    assert (way.title, way.url, way.current) == ("Barriere melden", "/barriere-melden/", "page")


def test_marks_the_page_and_the_part_that_holds_it(town, home):
    add(home, "Mitmachkarte", "mitmachkarte")
    add(home, "Mitmachkarten-Archiv", "mitmachkarten-archiv")

    [on_it, beside] = navigation_of(town, "/mitmachkarte/").menu
    [holds_it, _beside] = navigation_of(town, "/mitmachkarte/fairteiler/").menu
    assert (on_it.current, beside.current, holds_it.current) == ("page", "", "true")


def test_leads_from_the_start_page_to_the_page_itself(town, home):
    map_page = add(home, "Mitmachkarte", "mitmachkarte")
    entry = add(map_page, "Fairteiler", "fairteiler")

    trail = navigation_of(town, "/mitmachkarte/fairteiler/").trail(entry)
    assert [(way.title, way.url) for way in trail[1:]] == [
        ("Mitmachkarte", "/mitmachkarte/"),
        ("Fairteiler", "/mitmachkarte/fairteiler/"),
    ]
    assert trail[0].url == "/"


def test_the_start_page_and_foreign_pages_have_no_trail(town, home, other_town):
    foreign = add(other_town.site.root_page, "Von nebenan", "von-nebenan")

    assert navigation_of(town).trail(home) == []
    assert navigation_of(town).trail(foreign) == []


@pytest.mark.parametrize("number", [1, 12])
def test_costs_one_query_however_many_pages(town, home, django_assert_num_queries, number):
    for each in range(number):
        page = add(home, f"Seite {each}", f"seite-{each}")
    entry = add(page, "Eintrag", "eintrag")
    found = navigation_of(town)

    with django_assert_num_queries(1):
        assert found.menu
        assert found.legal
        assert found.trail(entry)


def test_a_deep_page_costs_one_query_more(town, home, django_assert_num_queries):
    page = add(home, "A", "a")
    for slug in "bcd":
        page = add(page, slug.upper(), slug)
    found = navigation_of(town)

    with django_assert_num_queries(2):
        assert titles(found.trail(page))[1:] == ["A", "B", "C", "D"]
