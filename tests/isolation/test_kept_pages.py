"""What one town writes makes its own kept pages new, and nobody else's."""

import pytest
from django.apps import apps
from django.db import models
from wagtail.models import Collection

from kommunen.kept.changes import note_change
from kommunen.lifecycle.belongings import tenant_models
from kommunen.models import EntryConsent, Kommune, TownConsent
from tests.factories.kommunen import image
from tests.isolation.birds import Owner
from tests.isolation.sharing import part
from textbausteine.models import Textbaustein

pytestmark = [pytest.mark.django_db, part(0)]


@pytest.fixture
def made_new(world, django_capture_on_commit_callbacks):
    """Whose pages a written row makes new, in a world where nobody shows what is another's."""

    def ask(row: models.Model) -> set[Owner]:
        EntryConsent.objects.all().delete()
        TownConsent.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            before = moments()
            note_change(type(row), row)
        after = moments()
        return {each for each in Owner if after[each] != before[each]}

    def moments() -> dict[Owner, object]:
        changed = dict(Kommune.objects.values_list("pk", "changed_at"))
        return {each: changed[world.kommunen[each].pk] for each in Owner}

    return ask


def test_a_towns_row_of_any_kind_makes_only_its_own_pages_new(world, made_new):
    consents = (EntryConsent, TownConsent)  # who receives one shows more or less from now on
    models = [each for each in tenant_models() if world.key(Owner.OWN, each)]
    rows = [world.row(Owner.OWN, each) for each in models if each not in consents]
    strayed = {row._meta.label: found for row in rows if (found := made_new(row)) - {Owner.OWN}}

    assert len(rows) > 30
    assert strayed == {}


@pytest.mark.parametrize(
    "label",
    [
        "kommunen.Image",
        "kommunen.Document",
        "kommunen.HostAlias",
        "kommunen.KommuneSettings",
        "mitmachkarte.InitiativeStatus",
        "termintipps.CalendarEntry",
        "termintipps.Occurrence",
        "textbausteine.Textbaustein",
        "home.ContentPage",
        "wagtailcore.PageViewRestriction",
        "wagtailcore.Site",
    ],
)
def test_what_pages_show_makes_the_towns_pages_new(label, world, made_new):
    assert made_new(world.row(Owner.OWN, apps.get_model(label))) == {Owner.OWN}


def test_a_picture_below_the_towns_collection_is_the_towns(world, made_new):
    town = world.kommunen[Owner.OWN]
    town.collection.add_child(name="Sommerfest")
    picture = image(town, "Fest")
    picture.collection = Collection.objects.get(name="Sommerfest")

    assert made_new(picture) == {Owner.OWN}


def test_what_all_share_makes_everybodys_pages_new(world, made_new):
    shared = image(world.kommunen[Owner.OWN], "Muster")
    shared.collection = Collection.get_first_root_node()
    text = world.row(Owner.CENTRAL, Textbaustein)

    assert made_new(shared) == set(Owner)
    assert made_new(text) == set(Owner)
