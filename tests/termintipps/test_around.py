"""Musterstadt has Ratingen's outline, Nachbarstadt Solingen's: about 20 km to the south-east."""

from decimal import Decimal

import pytest
from django.utils import timezone

from kommunen.models import Kommune, TownConsent
from termintipps.models import EventPage
from tests.factories.termintipps import event

# 5 km south of Ratingen's border, in Düsseldorf; and Solingen's town hall, farther than 10 km.
NEAR = {"lat": Decimal("51.2400"), "lon": Decimal("6.8300")}
FAR = {"lat": Decimal("51.1700"), "lon": Decimal("7.0830")}


@pytest.fixture
def consents(town, other_town):
    """`consents(giver, receiver)`: everything public may be shown."""

    def make(giver: Kommune = other_town, receiver: Kommune = town, state="shown"):
        return TownConsent.objects.create(
            site=giver.site,
            receiver=receiver,
            what="events",
            state=state,
            offered_at=timezone.now(),
        )

    return make


@pytest.fixture
def shown(client_for):
    return lambda kommune, **asked: client_for(kommune).get("/termintipps/", asked).text


def test_events_of_a_consenting_neighbour_stand_below_the_own_ones(
    consents, shown, town, other_town
):
    event(town, "Eigenes Fest")
    page = event(other_town, "Fest nebenan", **NEAR)
    consents()

    text = shown(town)

    assert text.index("Eigenes Fest") < text.index("Fest nebenan")
    assert f'href="{other_town.root_url}/termintipps/{page.slug}/"' in text
    assert "aus Nachbarstadt" in text


@pytest.mark.parametrize("state", ["waiting", "declined", None])
def test_nothing_is_shown_without_consent(consents, shown, town, other_town, state):
    event(other_town, "Fest nebenan", **NEAR)
    if state:
        consents(state=state)

    assert "Fest nebenan" not in shown(town)


@pytest.mark.parametrize("place", [FAR, {}])
def test_what_is_farther_than_ten_kilometres_or_nowhere_is_left_out(
    consents, shown, town, other_town, place
):
    event(other_town, "Fest weit weg", **place)
    consents()

    assert "Fest weit weg" not in shown(town)


def test_a_kreis_shows_its_towns_wherever_they_are(consents, shown, town, other_town):
    Kommune.objects.filter(pk=town.pk).update(kind=Kommune.Kind.KREIS)
    event(other_town, "Fest weit weg", **FAR)
    consents()

    assert "Fest weit weg" in shown(town)


def test_drafts_and_paused_towns_stay_at_home(consents, shown, town, other_town):
    page = event(other_town, "Fest nebenan", **NEAR)
    event(other_town, "Entwurf", draft=True, **NEAR)
    consents()
    assert "Entwurf" not in shown(town)

    EventPage.objects.get(pk=page.pk).unpublish()
    assert "Fest nebenan" not in shown(town)


def test_the_filter_holds_for_them_too(consents, shown, town, other_town):
    event(other_town, "Fest nebenan", **NEAR)
    consents()

    assert "Fest nebenan" in shown(town, q="nebenan")
    assert "Fest nebenan" not in shown(town, q="lauftreff")


def test_their_number_costs_nothing(consents, town, other_town, client_for, queries_of):
    event(other_town, "Fest 0", **NEAR)
    consents()
    client = client_for(town)
    few = queries_of(lambda: client.get("/termintipps/?q=fest"))
    for number in range(1, 5):
        event(other_town, f"Fest {number}", **NEAR)

    assert queries_of(lambda: client.get("/termintipps/?q=fest")) == few
