"""Setting up a tenant: all of it or nothing, and a clear sentence either way."""

from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Collection, Page, Site

from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Category, Kommune, KommuneGroup, Role

pytestmark = pytest.mark.django_db


def create(**options):
    out = StringIO()
    call_command("create_kommune", stdout=out, **options)
    return out.getvalue()


def counts():
    return [m.objects.count() for m in (Kommune, Site, Page, Collection, KommuneGroup)]


def test_a_town_has_site_pages_collection_and_groups(town):
    assert town.site.root_page.title == "Musterstadt"
    assert town.collection.name.startswith("Musterstadt")
    assert {each.role for each in town.role_groups.all()} == {
        Role.REDAKTION,
        Role.FREIGABE,
        Role.VERWALTUNG,
    }


def test_the_key_gives_the_outline_and_the_map_extent(town):
    west, south, east, north = town.extent

    assert town.outline["type"] in {"Polygon", "MultiPolygon"}
    assert 6.7 < west < east < 7.1
    assert 51.2 < south < north < 51.5


def test_a_kreis_has_a_key_of_five_digits(db):
    kreis = found_kommune(name="Mettmann", host="kreis.example", key="05158", kind="kreis")

    assert kreis.official_name == "Kreis Mettmann"
    assert kreis.outline


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"key": "0515802"}, "8"),
        ({"key": "05158"}, "8"),
        ({"key": "99158028"}, "8"),
        ({"key": "05999999"}, "05999999"),
        ({"key": "05158028", "kind": "kreis"}, "5"),
        ({"host": "https://neustadt.example"}, "https"),
        ({"host": "neu stadt"}, "neu stadt"),
        ({"host": ""}, ""),
        ({"name": "  "}, ""),
        ({"port": 0}, "0"),
        ({"port": 70000}, "70000"),
    ],
)
def test_a_wrong_wish_is_refused_in_a_sentence_and_makes_nothing(options, part):
    before = counts()

    with pytest.raises(ValidationError) as refusal:
        found_kommune(**{"name": "Neustadt", "host": "neustadt.example", **options})

    assert part in " ".join(refusal.value.messages)
    assert counts() == before


@pytest.mark.parametrize("second", [{"host": "musterstadt.example"}, {"key": "05158028"}])
def test_a_second_town_cannot_take_host_or_key(town, second):
    before = counts()

    with pytest.raises(ValidationError, match="Musterstadt"):
        found_kommune(**{"name": "Zweite", "host": "zweite.example", **second})

    assert counts() == before


def test_two_towns_of_the_same_name_live_side_by_side(town):
    found_kommune(name="Musterstadt", host="musterstadt-am-see.example")

    assert Kommune.objects.filter(name="Musterstadt").count() == 2


def test_there_is_one_central_site_at_most(central):
    with pytest.raises(ValidationError):
        found_kommune(name="Zweite", host="zweite.example", kind="zentrale")


def test_the_eight_kinds_of_engagement_are_central_and_made_once(town, other_town):
    assert Category.objects.filter(site=None).count() == 8
    assert Category.objects.exclude(site=None).count() == 0


def test_the_command_says_what_is_left_to_do():
    said = create(name="Neustadt", host="Neustadt.Example", ags="05158028")

    assert "https://neustadt.example" in said
    assert "Freigabe" in said


def test_the_command_refuses_a_second_run_with_a_sentence(town):
    with pytest.raises(CommandError, match="Musterstadt"):
        create(name="Musterstadt", host="musterstadt.example", ags="05158028")


def test_the_command_invites_the_administrator(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        create(name="Neustadt", host="neustadt.example", admin_email="chefin@neustadt.example")

    (invitation,) = mail.outbox
    assert invitation.to == ["chefin@neustadt.example"]
    assert "https://neustadt.example/admin/password_reset/confirm/" in invitation.body


def test_a_broken_address_makes_no_town():
    before = counts()

    with pytest.raises(CommandError):
        create(name="Neustadt", host="neustadt.example", admin_email="chefin@")

    assert counts() == before
