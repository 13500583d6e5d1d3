"""A town that can be written to, and a report that came on 2 November 2026."""

from datetime import date

import pytest

from inbox.models import BarrierCase
from kommunen.models import KommuneSettings

RECEIVED = date(2026, 11, 2)


@pytest.fixture
def town(town):
    KommuneSettings.objects.update_or_create(
        site=town.site, defaults={"contact_email": "barrierefrei@stadt.example"}
    )
    return town


@pytest.fixture
def case(town) -> BarrierCase:
    return BarrierCase.objects.create(
        site=town.site,
        key="meldung",
        page="Mitmachkarte",
        text="Ich komme mit der Tastatur nicht aus der Karte.",
        email="erika@familie-beispiel.example",
        received_on=RECEIVED,
        due_on=date(2026, 11, 16),
    )
