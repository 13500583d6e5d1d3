"""From draft to publication inside one town."""

import pytest
from django.urls import reverse

from kommunen.models import Role
from tests.factories.textbausteine import text
from tests.textbausteine.test_borders import form, url
from textbausteine.models import ApprovalRequest, Textbaustein

pytestmark = pytest.mark.django_db

SUBMIT = {"action-submit-text": "1"}


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def publisher(client_for, town, member):
    return client_for(town, member(town, Role.FREIGABE))


@pytest.fixture
def submitted(editor, town) -> Textbaustein:
    draft = text(town, title="Vorgelegt", live=False)
    editor.post(url("edit", draft.pk), form("Vorgelegt", slug="gutes", **SUBMIT))
    return draft


def waiting() -> list[str]:
    return [str(request) for request in ApprovalRequest.objects.waiting()]


def dashboard(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_redaktion_submits(submitted, editor):
    submitted.refresh_from_db()

    assert waiting() == ["Vorgelegt"]
    assert not submitted.live


def test_a_new_text_can_be_submitted_at_once(editor):
    editor.post(url("add"), form("Ganz neu", **SUBMIT))

    assert waiting() == ["Ganz neu"]


def test_submitting_twice_is_submitting_once(submitted, editor):
    editor.post(url("edit", submitted.pk), form("Vorgelegt", slug="gutes", **SUBMIT))

    assert ApprovalRequest.objects.count() == 1


def test_an_unfinished_text_is_not_submitted(editor, town):
    draft = text(town, live=False)

    editor.post(url("edit", draft.pk), form(title="", slug="gutes", **SUBMIT))

    assert waiting() == []


def test_the_freigabe_finds_it_on_its_first_page_and_in_the_list(submitted, publisher):
    assert "Vorgelegt" in dashboard(publisher)
    assert "Vorgelegt" in publisher.get(f"{url('list')}?state=waiting").content.decode()


def test_the_freigabe_of_another_town_does_not(submitted, client_for, other_town, member):
    neighbour = client_for(other_town, member(other_town, Role.FREIGABE))

    assert "Vorgelegt" not in dashboard(neighbour)


def test_publishing_answers_the_request(submitted, publisher):
    publisher.post(
        url("edit", submitted.pk), form("Vorgelegt", slug="gutes", **{"action-publish": "1"})
    )

    assert waiting() == []


def test_the_freigabe_returns_it_with_a_comment(submitted, publisher, editor):
    publisher.post(url("give_back", submitted.pk), {"comment": "Bitte kürzer."})

    assert waiting() == []
    assert "Bitte kürzer." in dashboard(editor)
    assert "Bitte kürzer." in editor.get(url("edit", submitted.pk)).content.decode()


def test_a_returned_text_can_be_submitted_again(submitted, publisher, editor):
    publisher.post(url("give_back", submitted.pk), {"comment": "Bitte kürzer."})

    editor.post(url("edit", submitted.pk), form("Vorgelegt", slug="gutes", **SUBMIT))

    assert waiting() == ["Vorgelegt"]
    assert "Bitte kürzer." not in dashboard(editor)


def test_only_who_publishes_returns(submitted, editor):
    editor.post(url("give_back", submitted.pk), {"comment": "Selbst zurück"})

    assert waiting() == ["Vorgelegt"]


def test_a_comment_is_needed(submitted, publisher):
    publisher.post(url("give_back", submitted.pk), {"comment": ""})

    assert waiting() == ["Vorgelegt"]


def test_the_history_tells_what_happened(submitted, publisher):
    publisher.post(url("give_back", submitted.pk), {"comment": "Bitte kürzer."})

    page = publisher.get(url("history", submitted.pk)).content.decode()

    assert "Zur Freigabe vorgelegt" in page
    assert "Mit Kommentar zurückgegeben" in page


def test_each_role_has_its_button(submitted, editor, publisher):
    for_editor = editor.get(url("edit", submitted.pk)).content.decode()
    for_publisher = publisher.get(url("edit", submitted.pk)).content.decode()

    assert "action-submit-text" in for_editor
    assert url("give_back", submitted.pk) not in for_editor
    assert "action-submit-text" not in for_publisher
    assert url("give_back", submitted.pk) in for_publisher
