"""Tags stand in one table for all tenants; no town reads another's."""

import pytest
from django.urls import reverse

from kommunen.models import Document, Image, Role
from tests.factories.kommunen import document, image

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def tagged(town, other_town, central):
    for kommune, name in ((town, "Beet-Eigen"), (other_town, "Beet-Fremd"), (central, "Beet-Alle")):
        for make in (image, document):
            make(kommune, f"Datei {name}").tags.add(name)


def complete(client, term="Beet"):
    return client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": term}).json()


def test_a_tag_is_completed_from_own_and_central_media(editor, tagged):
    assert complete(editor) == ["Beet-Alle", "Beet-Eigen"]


def test_nothing_typed_completes_to_nothing(editor, tagged):
    assert complete(editor, "") == []


def test_the_tag_of_a_withdrawn_picture_is_forgotten(editor, town, tagged):
    for model in (Image, Document):
        model.objects.filter(collection=town.collection).delete()

    assert complete(editor) == ["Beet-Alle"]


def test_the_operator_completes_from_all(client_for, town, operator, tagged):
    assert "Beet-Fremd" in complete(client_for(town, operator))


@pytest.mark.parametrize(
    "name",
    [
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtaildocs:index",
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
    ],
)
def test_lists_and_choosers_offer_tags_of_own_and_central_media(editor, tagged, name):
    page = editor.get(reverse(name)).content.decode()

    assert "Beet-Fremd" not in page
    if "images" in name:
        assert "Beet-Eigen" in page


def test_a_foreign_tag_in_the_address_finds_nothing(editor, tagged):
    page = editor.get(reverse("wagtailimages_chooser:choose_results"), {"tag": "Beet-Fremd"})

    assert "Datei Beet-Fremd" not in page.content.decode()


def test_two_towns_use_the_same_tag_without_knowing(editor, town, other_town):
    for kommune in (town, other_town):
        image(kommune, f"Bild {kommune.name}").tags.add("Radweg")

    page = editor.get(reverse("wagtailimages:index"), {"tag": "Radweg"}).content.decode()

    assert "Bild Musterstadt" in page
    assert "Bild Nachbarstadt" not in page
