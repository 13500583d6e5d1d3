"""It is noon of 21 November 2026, a Saturday, wherever these tests run."""

from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import settings

from termintipps import clock

settings.register_profile("steady", deadline=None)  # a busy machine is no bug
settings.load_profile("steady")

NOW = datetime(2026, 11, 21, 12, tzinfo=clock.BERLIN)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def queries_of():
    """How many queries a call needs once the caches are filled: `queries_of(visit)`."""

    def count(call) -> int:
        call()
        with CaptureQueriesContext(connection) as captured:
            call()
            return len(captured)

    return count
