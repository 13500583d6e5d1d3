from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from wagtail.models import PageViewRestriction

from kommunen.models import Category
from mitmachkarte.entries import offers_of, select
from mitmachkarte.models import InitiativeStatus
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of

pytestmark = pytest.mark.django_db

AROUND_THE_MARKET = "6.80,51.28,6.90,51.32"
ELSEWHERE = "7.10,51.10,7.20,51.20"


@pytest.fixture
def names(town):
    """Names of what the town's map shows for a query string."""
    return lambda query="": [entry.name for entry in select(town, QueryDict(query)).entries]


def test_shows_what_is_published(town, names):
    InitiativePageFactory(town=town, title="Fahrradküche")
    InitiativePageFactory(town=town, title="Noch geheim", draft=True)

    assert names() == ["Fahrradküche"]


def test_is_sorted_as_people_sort(town, names):
    for title in ("Zeitbank", "Äpfel für alle", "apfelpresse", "Übergabe"):
        InitiativePageFactory(town=town, title=title)

    assert names() == ["Äpfel für alle", "apfelpresse", "Übergabe", "Zeitbank"]


def test_never_shows_another_towns(town, other_town, names):
    InitiativePageFactory(town=other_town, title="Von nebenan")

    assert names() == []


def test_hides_what_is_hidden_as_outdated(town, names):
    page = InitiativePageFactory(town=town)
    InitiativeStatus.objects.create(page=page, hidden_at="2026-11-01T00:00:00Z")

    assert names() == []


@pytest.mark.parametrize("is_whole_map", [True, False])
def test_hides_what_is_behind_a_password(town, names, is_whole_map):
    page = InitiativePageFactory(town=town)
    InitiativePageFactory(town=town, title="Öffentlich")
    PageViewRestriction.objects.create(
        page=map_page_of(town) if is_whole_map else page,
        restriction_type=PageViewRestriction.PASSWORD,
        password="geheim",
    )

    assert names() == ([] if is_whole_map else ["Öffentlich"])


def test_narrows_to_categories_any_of_which_is_enough(town, names):
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten"])
    InitiativePageFactory(town=town, title="Beide", kinds=["gaerten", "reparieren"])
    InitiativePageFactory(town=town, title="Rad", kinds=["mobilitaet"])

    assert names("category=gaerten") == ["Beet", "Beide"]
    assert names("category=gaerten&category=reparieren") == ["Beet", "Beide"]
    assert names("category=gaerten&category=mobilitaet") == ["Beet", "Beide", "Rad"]


@pytest.mark.parametrize(("bbox", "found"), [(AROUND_THE_MARKET, ["Beet"]), (ELSEWHERE, [])])
def test_narrows_to_a_rectangle(town, names, bbox, found):
    InitiativePageFactory(town=town, title="Beet")
    InitiativePageFactory(town=town, title="Ohne Ort", nowhere=True)
    InitiativePageFactory(town=town, title="Überall", is_everywhere=True)

    assert names(f"bbox={bbox}") == found


@pytest.mark.parametrize("word", ["fahrrad", "KÜCHE", "kuche", "LINTORF", "speichen", "reparieren"])
def test_finds_words_anywhere(town, names, word):
    InitiativePageFactory(
        town=town, title="Fahrradküche", district="Lintorf", wanted="Hilfe mit Speichen"
    )
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten"], summary="Es wächst.")

    assert names(f"q={word}") == ["Fahrradküche"]


def test_all_words_must_be_there(town, names):
    InitiativePageFactory(town=town, title="Fahrradküche", district="Lintorf")

    assert names("q=Fahrrad Lintorf") == ["Fahrradküche"]
    assert names("q=Fahrrad Hösel") == []


def test_narrows_to_a_district(town, names):
    InitiativePageFactory(town=town, title="Beet", district="Hösel")
    InitiativePageFactory(town=town, title="Rad", district="Lintorf")

    assert names("district=Hösel") == ["Beet"]
    assert names("district=Nirgendwo") == []
    assert offers_of(town).districts == ["Hösel", "Lintorf"]


def test_a_category_the_town_hides_is_not_named(town):
    InitiativePageFactory(town=town, kinds=["gaerten", "reparieren"])
    town.settings.hidden_categories.add(Category.objects.get(slug="gaerten"))

    selection = select(town, QueryDict())

    assert "gaerten" not in [category.slug for category in selection.categories]
    assert [category.slug for category in selection.entries[0].categories] == ["reparieren"]


def test_the_first_category_gives_the_looks(town):
    InitiativePageFactory(town=town, kinds=["reparieren", "gaerten"])

    assert select(town, QueryDict()).entries[0].category.slug == "gaerten"


def test_what_is_everywhere_has_no_place(town):
    InitiativePageFactory(town=town, is_everywhere=True)

    assert select(town, QueryDict()).entries[0].point is None


def test_a_wider_kind_finds_those_that_belong_to_it(town, names):
    gardens = Category.objects.get(site=None, slug="gaerten")
    own = Category.objects.create(
        site=town.site, name="Obst", slug="obst", letter="O", parent=gardens
    )
    page = InitiativePageFactory(town=town, title="Obstwiese")
    page.categories = [own]
    page.save()
    InitiativePageFactory(town=town, title="Beet", kinds=["gaerten"])

    assert names("category=gaerten") == ["Beet", "Obstwiese"]
    assert names("category=obst") == ["Obstwiese"]


NORTH = "51.3063"  # 1 km north of the market; one degree of latitude is 111.2 km


@pytest.mark.parametrize(("radius", "found"), [("", ["Rad"]), ("500", []), ("1500", ["Rad"])])
def test_narrows_to_what_can_be_reached_on_foot(town, names, radius, found):
    InitiativePageFactory(town=town, title="Rad", lat=NORTH)
    InitiativePageFactory(town=town, title="Weit weg", lat="51.4000")
    InitiativePageFactory(town=town, title="Überall", is_everywhere=True)

    assert names(f"near=51.2975,6.8493&radius={radius}") == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("weekday=6", ["Täglich", "Samstags"]),
        ("weekday=2&weekday=6", ["Täglich", "Dienstags", "Samstags"]),
        ("step_free=1", ["Dienstags"]),
        ("step_free=ja", ["Täglich", "Dienstags", "Samstags"]),
        ("free=1", ["Samstags"]),
        ("helpers=1", ["Täglich"]),
        ("language=deutsch", ["Dienstags"]),
        ("language=Deu", []),
        ("everywhere=1", ["Samstags"]),
    ],
)
def test_narrows_by(town, names, query, found):
    InitiativePageFactory(town=town, title="Täglich", weekdays="1234567", wanted="Abholdienste")
    InitiativePageFactory(
        town=town, title="Dienstags", weekdays="2", step_free="yes", languages="Türkisch, Deutsch"
    )
    InitiativePageFactory(
        town=town, title="Samstags", weekdays="6", is_free=True, is_everywhere=True
    )

    assert sorted(names(query)) == sorted(found)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alt", "Neu"]),
        ("sort=new", ["Neu", "Alt"]),
        ("sort=distance", ["Alt", "Neu"]),  # from nowhere: the usual order
        ("sort=quatsch", ["Alt", "Neu"]),
        ("near=51.31,6.8493&radius=5000", ["Neu", "Alt"]),
        ("near=51.31,6.8493&radius=5000&sort=name", ["Alt", "Neu"]),
    ],
)
def test_is_sorted_by_name_distance_or_age(town, names, query, found):
    InitiativePageFactory(
        town=town, title="Alt", first_published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    InitiativePageFactory(
        town=town, title="Neu", lat=NORTH, first_published_at=datetime(2026, 6, 1, tzinfo=UTC)
    )

    assert names(query) == found


def test_offers_only_languages_that_are_spoken(town):
    InitiativePageFactory(town=town, languages="Deutsch, Türkisch")
    InitiativePageFactory(town=town, languages="türkisch,Arabisch, ")
    InitiativePageFactory(town=town, languages="Polnisch", draft=True)

    offered = [name.casefold() for name in offers_of(town).languages]
    assert offered == ["arabisch", "deutsch", "türkisch"]
