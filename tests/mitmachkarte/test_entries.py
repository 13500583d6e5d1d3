import pytest
from django.http import QueryDict
from wagtail.models import PageViewRestriction

from kommunen.models import Category
from mitmachkarte.entries import districts_of, select
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
    assert districts_of(town) == ["Hösel", "Lintorf"]


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
