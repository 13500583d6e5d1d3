import pytest
from django.utils import timezone

from kommunen.models import Kommune
from kommunen.sharing import agreeing


@pytest.fixture
def kreis(_found) -> Kommune:
    """The Kreis in which Musterstadt lies; the neighbour lies outside."""
    return _found(name="Mettmann", host="kreis.example", kind=Kommune.Kind.KREIS, key="05158")


@pytest.fixture
def show():
    """Offered and accepted: `show(page, home, receiver)`."""

    def run(page, home, receiver):
        at = timezone.now()
        consent = agreeing.offer_entry(page, home, receiver, by_entry=False, at=at)
        agreeing.decide(consent, receiver, is_shown=True, at=at)
        return consent

    return run
