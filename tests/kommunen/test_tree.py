import pytest
from django.core.exceptions import ValidationError

from kommunen.models import Category
from kommunen.tree import Branch, branches_of

pytestmark = pytest.mark.django_db


def kind(slug, site=None, **fields):
    return Category.objects.create(name=slug.title(), slug=slug, letter="X", site=site, **fields)


@pytest.fixture
def gardens(central):
    return Category.objects.get(site=None, slug="gaerten")


def test_a_town_hangs_its_own_kind_below_a_central_one(town, gardens):
    own = kind("obst", town.site, parent=gardens)

    own.full_clean()
    assert Branch(gardens, (own,)) in branches_of(Category.objects.visible_to(town))


def test_what_belongs_to_a_hidden_kind_stands_alone(town, gardens):
    own = kind("obst", town.site, parent=gardens)
    town.settings.hidden_categories.add(gardens)

    assert Branch(own) in branches_of(Category.objects.visible_to(town))


def test_there_are_two_levels_and_no_third(town, gardens):
    own = kind("obst", town.site, parent=gardens)

    with pytest.raises(ValidationError, match="zwei Ebenen"):
        Category(name="A", slug="a", letter="A", site=town.site, parent=own).full_clean()
    with pytest.raises(ValidationError, match="zwei Ebenen"):
        gardens.parent = Category.objects.get(site=None, slug="teilen")
        gardens.full_clean()


def test_neither_another_town_nor_the_centre_hangs_below_a_towns_own(town, other_town):
    own = kind("obst", town.site)

    for site in (other_town.site, None):
        with pytest.raises(ValidationError, match="anderen Stadt"):
            Category(name="B", slug="b", letter="B", site=site, parent=own).full_clean()
