"""Every address × every visitor × every method × everybody's things: no border is crossed.

`make test` asks a pairwise selection; with ISOLATION=full (`make test-isolation`) it is the
whole product.
"""

import os

import pytest

from tests.isolation.addresses import Address, all_addresses
from tests.isolation.cases import every_case, pairwise
from tests.isolation.sharing import part
from tests.isolation.summary import PROPERTY

IS_FULL = os.environ.get("ISOLATION") == "full"

pytestmark = pytest.mark.django_db


def places() -> list:
    return [
        pytest.param(place, address, id=str(address), marks=part(place))
        for place, address in enumerate(all_addresses())
    ]


@pytest.mark.parametrize(("place", "address"), places())
def test_no_border_is_crossed_at(runner, record_property, place: int, address: Address):
    cases = every_case(address) if IS_FULL else pairwise(address, place)
    runner.begin()

    problems = [each for case in cases for each in runner.run(case)]

    record_property(PROPERTY, dict(runner.counts))
    assert problems == [], "\n".join(problems)
