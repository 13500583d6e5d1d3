"""Each guard is taken away in turn; the cases tagged for it have to notice."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import partial

import pytest

from tests.isolation import forgeries
from tests.isolation.addresses import Address, all_addresses
from tests.isolation.cases import Case
from tests.isolation.guards import GUARDS, Cases, Guard
from tests.isolation.runner import Runner
from tests.isolation.sharing import part

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "guard",
    [pytest.param(guard, id=str(guard), marks=part(place)) for place, guard in enumerate(GUARDS)],
)
def test_somebody_notices_when_it_is_gone(runner, guard: Guard):
    with pytest.MonkeyPatch.context() as patch:
        guard.take_away(patch)
        runner.begin()
        noticed = next((ask for ask in asks_in(runner, guard.noticed_by) if ask()), None)

    assert noticed, "nothing notices: not needed, or not tested"
    runner.begin()
    assert noticed() == [], "the same request, the guard back in its place"


def asks_in(runner: Runner, cases: Cases) -> Iterator[Callable[[], list[str]]]:
    """The tagged cases one after the other, so that the first problem ends the search."""
    for address in _named(cases.addresses):
        if cases.method == "FORGE":
            yield from forgeries.asks(runner, address, cases.visitor)
        else:
            yield partial(runner.run, Case(address, cases.visitor, cases.method, cases.owner))


def _named(patterns: tuple[str, ...]) -> list[Address]:
    return [
        address
        for address in all_addresses()
        if any(fnmatchcase(address.name, pattern) for pattern in patterns)
    ]
