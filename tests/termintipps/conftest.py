"""It is noon of 21 November 2026, a Saturday, wherever these tests run."""

from datetime import datetime

import pytest
import time_machine

from termintipps import clock

NOW = datetime(2026, 11, 21, 12, tzinfo=clock.BERLIN)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
