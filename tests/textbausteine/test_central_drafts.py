"""A town reads of a central text what was published, never what the centre is working on."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Revision

from home.models import ContentPage
from kommunen.models import Role
from tests.factories.textbausteine import text

pytestmark = pytest.mark.django_db

DRAFT = "Kanarienvogel"


def url(view, *args):
    return reverse(f"wagtailsnippets_textbausteine_textbaustein:{view}", args=args)


@pytest.fixture
def writer(central, member):
    """Somebody of the Textredaktion, whose name is nobody's business in the towns."""
    user = member(central, Role.TEXTREDAKTION)
    user.first_name, user.last_name = "Wanda", "Zentral"
    user.save()
    return user


@pytest.fixture
def central_text(central, writer):
    """Published twice; a third version is being written."""
    found = text(None, title="Gutes beginnt", words="Erste Fassung")
    _save(found, writer, title="Gutes beginnt hier", live=True)
    _save(found, writer, title=f"Gutes beginnt mit {DRAFT}")
    return found


def _save(found, user, *, title, live=False):
    found.title = title
    revision = found.save_revision(user=user, log_action=True)
    if live:
        revision.publish(user=user)
    found.refresh_from_db()
    return revision


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def central_editor(client_for, central, writer):
    return client_for(central, writer)


@pytest.mark.parametrize("view", ["inspect", "copy", "usage", "history", "history_results"])
def test_no_view_of_a_central_text_names_its_draft(editor, central_text, view):
    response = editor.get(url(view, central_text.pk))

    assert response.status_code == 200
    assert DRAFT not in response.content.decode()


@pytest.mark.parametrize("view", ["list", "list_results"])
def test_the_list_does_not_name_a_draft_of_the_centre(editor, central_text, view):
    page = editor.get(url(view)).content.decode()

    assert "Gutes beginnt hier" in page
    assert DRAFT not in page


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_the_chooser_does_not_name_a_draft_of_the_centre(editor, central_text, view):
    name = f"wagtailsnippetchoosers_textbausteine_textbaustein:{view}"

    offered = editor.get(reverse(name)).content.decode()

    assert "Gutes beginnt hier" in offered
    assert DRAFT not in offered


def test_what_was_chosen_is_named_as_published(editor, central_text):
    name = "wagtailsnippetchoosers_textbausteine_textbaustein:chosen"

    chosen = editor.get(reverse(name, args=[central_text.pk])).content.decode()

    assert "Gutes beginnt hier" in chosen
    assert DRAFT not in chosen


def test_a_page_that_shows_a_central_text_does_not_name_its_draft(editor, town, central_text):
    page = ContentPage(
        title="Mitmachen", slug="mitmachen", body=[("textbaustein", {"text": central_text})]
    )
    town.site.root_page.add_child(instance=page)

    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Gutes beginnt hier" in form
    assert DRAFT not in form


def test_an_unfinished_version_is_not_previewed(editor, central_text):
    draft = central_text.latest_revision_id

    assert editor.get(url("revisions_view", central_text.pk, draft)).status_code == 404


def test_a_published_version_is_previewed(editor, central_text):
    first, second, _draft = central_text.revisions.order_by("pk")

    for revision in (first, second):
        assert editor.get(url("revisions_view", central_text.pk, revision.pk)).status_code == 200


@pytest.mark.parametrize("ends", [("earliest", "latest"), ("live", "latest")])
def test_an_unfinished_version_is_not_compared(editor, central_text, ends):
    assert editor.get(url("revisions_compare", central_text.pk, *ends)).status_code == 404


def test_published_versions_are_compared(editor, central_text):
    first, second, _draft = central_text.revisions.order_by("pk")

    for ends in ((first.pk, second.pk), ("earliest", "live"), (first.pk, "live")):
        page = editor.get(url("revisions_compare", central_text.pk, *ends))
        assert page.status_code == 200
        assert DRAFT not in page.content.decode()


def test_the_history_of_a_central_text_tells_when_it_was_published(editor, central_text):
    page = editor.get(url("history", central_text.pk)).content.decode()

    assert "Veröffentlicht" in page
    assert url("revisions_view", central_text.pk, central_text.latest_revision_id) not in page
    assert url("edit", central_text.pk) not in page


@pytest.mark.parametrize("view", ["history", "inspect", "usage"])
def test_people_of_the_centre_are_a_role_and_no_name(editor, central_text, view):
    page = editor.get(url(view, central_text.pk)).content.decode()

    assert "Wanda" not in page
    assert "textredaktion@" not in page


def test_the_history_names_the_role_of_the_centre(editor, central_text):
    assert "Textredaktion" in editor.get(url("history", central_text.pk)).content.decode()


def test_the_centre_sees_its_own_work(central_editor, central_text):
    history = central_editor.get(url("history", central_text.pk)).content.decode()
    draft = central_text.latest_revision_id

    assert "Wanda" in history
    assert central_editor.get(url("revisions_view", central_text.pk, draft)).status_code == 200
    compared = central_editor.get(url("revisions_compare", central_text.pk, "live", "latest"))
    assert DRAFT in compared.content.decode()


def test_the_towns_own_drafts_are_open_to_it(client_for, town, member):
    author = member(town, Role.REDAKTION)
    own = text(town, slug="eigener")
    draft = _save(own, author, title="Noch ein Entwurf")
    visitor = client_for(town, author)

    assert visitor.get(url("revisions_view", own.pk, draft.pk)).status_code == 200
    assert "Noch ein Entwurf" in visitor.get(url("history", own.pk)).content.decode()


def test_the_revision_of_another_text_is_not_shown_under_a_central_one(editor, central_text):
    other = text(None, slug="anderer")
    revision = Revision.objects.get(
        content_type=ContentType.objects.get_for_model(other), object_id=str(other.pk)
    )

    assert editor.get(url("revisions_view", central_text.pk, revision.pk)).status_code == 404
