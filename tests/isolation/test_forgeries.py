"""A foreign key in any field of a form is refused, and shows nothing: choosers are only surface."""

import pytest

from kommunen.desk.access import OPEN_TO_MEMBERS
from kommunen.registry import reviewed_views
from tests.isolation import forgeries
from tests.isolation.addresses import Address, all_addresses
from tests.isolation.cases import Visitor
from tests.isolation.sharing import part
from tests.isolation.summary import PROPERTY
from tests.isolation.test_matrix import IS_FULL

OPEN = {entry.name for entry in (*OPEN_TO_MEMBERS, *reviewed_views)}
WRITERS = [Visitor.REDAKTION, Visitor.FREIGABE, Visitor.VERWALTUNG]
# These sign out or change the account; they take no keys.
NO_FORM = {"wagtailadmin_logout", "wagtailadmin_login"}

pytestmark = pytest.mark.django_db


def places() -> list:
    return [
        pytest.param(place, address, id=str(address), marks=part(place))
        for place, address in enumerate(all_addresses())
        if address.name in OPEN - NO_FORM
    ]


@pytest.mark.parametrize(("place", "address"), places())
def test_a_forged_key_crosses_no_border_at(runner, record_property, place: int, address: Address):
    visitors = WRITERS if IS_FULL else [WRITERS[place % len(WRITERS)]]
    runner.begin()

    problems = [
        each
        for visitor in visitors
        for each in forgeries.run(runner, address, visitor, is_thorough=IS_FULL)
    ]

    record_property(PROPERTY, dict(runner.counts))
    assert problems == [], "\n".join(problems)
