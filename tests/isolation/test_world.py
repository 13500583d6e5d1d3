"""The proof is only as good as the world it looks at: nothing may be missing from it."""

import pytest

from tests.isolation.birds import Owner, birds_in, is_of
from tests.isolation.cases import Visitor
from tests.isolation.door import Request
from tests.isolation.sharing import part
from tests.isolation.world import NOT_MADE, SHARED_ENTRY, all_models

pytestmark = [pytest.mark.django_db, part(0)]


def test_every_table_has_a_row_of_each_town(world):
    for owner in (Owner.OWN, Owner.FOREIGN):
        without = {model._meta.label for model, keys in world.keys[owner].items() if not keys}

        assert without - NOT_MADE.keys() == set()


def test_the_list_of_exceptions_is_not_out_of_date():
    only_on_sqlite = {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert NOT_MADE.keys() - only_on_sqlite <= {model._meta.label for model in all_models()}


def test_the_number_tells_the_owner(world):
    for owner in Owner:
        assert is_of(owner, world.kommunen[owner].pk)


def test_what_the_neighbour_lets_us_show_is_shown(runner, world):
    path, query = "/api/v1/initiatives.geojson", "with=others"
    request = Request(Visitor.ANONYMOUS, Owner.OWN, "GET", path, query)
    answer = runner.door.answer(request)

    assert str(SHARED_ENTRY[Owner.FOREIGN]) in answer.text
    assert birds_in(answer.text, Owner.FOREIGN) != set()


@pytest.mark.parametrize("visitor", [each for each in Visitor if each.roles])
def test_everybody_is_really_signed_in(runner, visitor):
    request = Request(visitor, visitor.works_for, "GET", "/admin/")

    assert runner.door.answer(request).status_code == 200


def test_a_session_is_worth_nothing_abroad(runner):
    request = Request(Visitor.ABROAD, Visitor.ABROAD.home, "GET", "/admin/")

    assert runner.door.answer(request).status_code == 302
