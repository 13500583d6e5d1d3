"""Who agrees to what, and who may take it back."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kommunen.models import AuditEntry, EntryConsent, Kommune, TownConsent
from kommunen.sharing import agreeing, partners
from kommunen.sharing.sources import sources_of
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

WHAT = "initiatives"


@pytest.fixture
def page(town):
    return InitiativePageFactory(town=town, title="Fahrradküche")


@pytest.fixture
def offered(page, town, other_town):
    return agreeing.offer_entry(page, town, other_town, by_entry=False, at=timezone.now())


def homes(kommune):
    return [home.name for home in sources_of(kommune, WHAT).homes]


def test_an_offer_shows_nothing_before_the_other_town_agrees(offered, other_town):
    assert homes(other_town) == []

    agreeing.decide(offered, other_town, is_shown=True, at=timezone.now())

    assert homes(other_town) == ["Musterstadt"]


def test_offered_twice_is_offered_once(offered, page, town, other_town):
    again = agreeing.offer_entry(page, town, other_town, by_entry=True, at=timezone.now())

    assert again == offered
    assert EntryConsent.objects.count() == 1


def test_nobody_offers_an_entry_to_its_own_town(page, town):
    with pytest.raises(ValidationError):
        agreeing.offer_entry(page, town, town, by_entry=False, at=timezone.now())


@pytest.mark.parametrize("who", ["giver", "receiver"])
def test_both_sides_may_end_it(who, offered, town, other_town):
    agreeing.decide(offered, other_town, is_shown=True, at=timezone.now())

    if who == "giver":
        agreeing.withdraw(offered, town)
    else:
        agreeing.decide(offered, other_town, is_shown=False, at=timezone.now())

    assert homes(other_town) == []


def test_a_declined_offer_is_not_made_again(offered, page, town, other_town):
    agreeing.decide(offered, other_town, is_shown=False, at=timezone.now())
    agreeing.withdraw(offered, town)

    with pytest.raises(ValidationError, match="Nachbarstadt"):
        agreeing.offer_entry(page, town, other_town, by_entry=True, at=timezone.now())


def test_the_own_kreis_and_the_centre_need_not_agree(town, other_town, kreis, central):
    for receiver, state in (
        (kreis, "shown"),
        (central, "shown"),
        (other_town, "waiting"),
    ):
        consent = agreeing.share_all(town, receiver, WHAT, timezone.now())

        assert consent.state == state


def test_a_kreis_further_away_has_to_agree(other_town, kreis):
    assert agreeing.share_all(other_town, kreis, WHAT, timezone.now()).state == "waiting"


def test_a_consent_for_one_kind_is_none_for_another(town, kreis):
    agreeing.share_all(town, kreis, "events", timezone.now())

    assert homes(kreis) == []
    assert [home.name for home in sources_of(kreis, "events").homes] == ["Musterstadt"]


@pytest.mark.parametrize("state", ["preparing", "paused", "archived"])
def test_a_town_that_is_not_open_shows_nothing_elsewhere(state, town, kreis):
    agreeing.share_all(town, kreis, WHAT, timezone.now())
    Kommune.objects.filter(pk=town.pk).update(state=state)

    assert homes(kreis) == []


def test_each_towns_record_tells_what_its_own_people_did(offered, town, other_town):
    agreeing.decide(offered, other_town, is_shown=True, at=timezone.now())
    agreeing.withdraw(offered, town)

    lines = AuditEntry.objects.filter(about="Fahrradküche", action__startswith="kommunen.")
    lines = lines.order_by("pk")
    assert [(line.kommune, line.action, line.detail) for line in lines] == [
        (town, "kommunen.offer", "Stadt Nachbarstadt"),
        (other_town, "kommunen.show_offer", "Stadt Musterstadt"),
        (town, "kommunen.withdraw", "Stadt Nachbarstadt"),
    ]


def test_with_either_town_its_consents_go(offered, town, other_town):
    from kommunen.lifecycle.deletion import delete_kommune

    agreeing.share_all(other_town, town, WHAT, timezone.now())
    delete_kommune(other_town, by="betrieb", force=True)

    assert not EntryConsent.objects.exists()
    assert not TownConsent.objects.exists()


def test_only_towns_around_are_proposed(town, other_town, kreis, central):
    assert set(partners.near(town)) == {kreis, central}


@pytest.mark.parametrize("name", ["Nachbarstadt", "stadt nachbarstadt", "nachbarstadt.example"])
def test_any_other_is_found_by_its_name(name, town, other_town):
    assert partners.named(town, name) == other_town


@pytest.mark.parametrize("name", ["", "Musterstadt", "Nirgendwo", "%"])
def test_a_name_that_nobody_has_is_told(name, town, other_town):
    with pytest.raises(ValidationError):
        partners.named(town, name)
