"""A refused form is shown again; what its forged keys stand for is not shown with it."""

import pytest
from django.urls import reverse

from kommunen.desk.persons import current_viewer
from kommunen.models import Role
from tests.factories.home import content_page
from tests.factories.kommunen import contact_person, image

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


def test_a_refused_row_does_not_name_the_foreign_picture(editor, other_town):
    foreign = image(other_town, "Fremdbild")
    add = reverse("wagtailsnippets_kommunen_contactperson:add")

    answer = editor.post(add, {"name": "", "portrait": foreign.pk})

    assert answer.status_code != 200
    assert "Fremdbild" not in answer.content.decode()


def test_a_refused_text_does_not_name_the_foreign_person(editor, other_town):
    foreign = contact_person(other_town, "Fremde Person")
    add = reverse("wagtailsnippets_textbausteine_textbaustein:add")

    empty = {"body-count": 0, "easy-count": 0, "press": "null", "newsletter": "null"}

    answer = editor.post(add, {"title": "", "responsible": foreign.pk, **empty})

    assert "Fremde Person" not in answer.content.decode()


@pytest.mark.parametrize("title", ["", "Unsere Seite"])
def test_a_refused_page_names_nothing_foreign(editor, town, other_town, title):
    foreign = contact_person(other_town, "Fremde Person")
    page = content_page(town)
    body = {
        "body-count": "1",
        "body-0-type": "contact",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-person": foreign.pk,
        "aside-count": "0",
    }
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = editor.post(edit, {"title": title, "slug": page.slug, **body})

    assert "Fremde Person" not in answer.content.decode()
    page.refresh_from_db()
    assert "Fremde" not in str(page.get_latest_revision().content)


def test_the_choice_of_a_parent_does_not_name_a_foreign_page(editor, other_town):
    foreign = content_page(other_town, "Fremdseite")
    url = reverse("wagtailadmin_pages:choose_parent", args=["home", "contentpage"])

    answer = editor.post(url, {"parent_page": foreign.pk})

    assert answer.status_code == 200
    assert "Fremdseite" not in answer.content.decode()


def test_several_chosen_pages_are_not_named_if_one_is_foreign(editor, town, other_town):
    url = reverse("wagtailadmin_choose_page_chosen_multiple")

    own = editor.get(url, {"id": content_page(town, "Eigene Seite").pk})
    foreign = editor.get(url, {"id": content_page(other_town, "Fremdseite").pk})

    assert "Eigene Seite" in own.content.decode()
    assert foreign.status_code == 404


def test_an_own_choice_is_shown_again(editor, town):
    own = image(town, "Eigenes Beet")
    add = reverse("wagtailsnippets_kommunen_contactperson:add")

    answer = editor.post(add, {"name": "", "portrait": own.pk})

    assert "Eigenes Beet" in answer.content.decode()


def test_nobody_is_remembered_after_the_answer(editor):
    editor.get(reverse("wagtailadmin_home"))

    assert current_viewer.get() is None
