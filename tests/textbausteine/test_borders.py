"""Texts in the admin: every town sees its own and what the centre has published."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Revision

from kommunen.models import Role
from kommunen.people.roles import grant
from tests.factories.kommunen import image
from tests.factories.textbausteine import text
from textbausteine.models import Adoption, Textbaustein

pytestmark = pytest.mark.django_db


def url(view, *args):
    return reverse(f"wagtailsnippets_textbausteine_textbaustein:{view}", args=args)


def form(title="Neu", slug="neu", **fields) -> dict:
    return {
        "title": title,
        "slug": slug,
        "teaser": "Zwei Stunden reichen.",
        "target_group": "citizens",
        "occasion": "always",
        "body-count": "0",
        "easy-count": "0",
        "press": "null",
        "newsletter": "null",
        **fields,
    }


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def publisher(client_for, town, member):
    return client_for(town, member(town, Role.FREIGABE))


ON_A_TEXT = ["edit", "delete", "copy", "usage", "history", "inspect", "lock", "unlock", "unpublish"]
ON_A_TEXT += ["preview_on_edit", "give_back"]
ON_A_REVISION = ["revisions_view", "revisions_revert", "revisions_unschedule"]


@pytest.mark.parametrize("view", ON_A_TEXT)
@pytest.mark.parametrize("role", [Role.REDAKTION, Role.FREIGABE])
def test_another_towns_text_does_not_exist(client_for, town, other_town, member, view, role):
    visitor = client_for(town, member(town, role))
    foreign = text(other_town)

    assert visitor.get(url(view, foreign.pk)).status_code == 404
    assert visitor.post(url(view, foreign.pk), form()).status_code == 404


@pytest.mark.parametrize("view", ON_A_REVISION)
def test_another_towns_revision_does_not_exist(publisher, other_town, view):
    foreign = text(other_town)

    address = url(view, foreign.pk, foreign.latest_revision_id)

    assert publisher.get(address).status_code == 404
    assert publisher.post(address).status_code == 404


def test_another_towns_versions_are_not_compared(publisher, other_town):
    foreign = text(other_town)

    assert (
        publisher.get(url("revisions_compare", foreign.pk, "earliest", "live")).status_code == 404
    )


@pytest.mark.parametrize("view", ["inspect", "copy", "usage", "history"])
def test_a_central_text_is_open_to_read(editor, view):
    assert editor.get(url(view, text(None).pk)).status_code == 200


@pytest.mark.parametrize("view", ["edit", "delete", "unpublish", "lock", "give_back"])
def test_a_central_text_is_not_changed_by_a_town(publisher, view):
    central_text = text(None, title="Von der Zentrale")

    publisher.post(url(view, central_text.pk), form("Gekapert", **{"action-publish": "1"}))

    central_text.refresh_from_db()
    assert (central_text.title, central_text.live) == ("Von der Zentrale", True)
    assert not central_text.locked


def test_the_centres_drafts_are_its_own_affair(editor):
    draft = text(None, title="Halb fertig", live=False)

    assert "Halb fertig" not in editor.get(url("list")).content.decode()
    assert editor.get(url("inspect", draft.pk)).status_code == 404


def test_textredaktion_writes_for_the_centre(client_for, central, member):
    writer = client_for(central, member(central, Role.TEXTREDAKTION))

    writer.post(url("add"), form("Für alle", **{"action-publish": "1"}))

    found = Textbaustein.objects.get(title="Für alle")
    assert (found.site, found.live) == (None, True)


def test_the_list_shows_own_and_central_texts(editor, town, other_town):
    text(town, title="Eigener")
    text(None, title="Zentraler")
    text(other_town, title="Fremder")

    page = editor.get(url("list")).content.decode()

    assert "Eigener" in page
    assert "Zentraler" in page
    assert "Fremder" not in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("origin=own", {"Apfel", "Birne"}),
        ("origin=central", {"Kirsche"}),
        ("state=live", {"Apfel", "Kirsche"}),
        ("state=draft", {"Birne"}),
        ("state=waiting", set()),
        ("target_group=press", set()),
        ("topic=999", {"Apfel", "Birne", "Kirsche"}),
    ],
)
def test_the_list_can_be_narrowed(editor, town, query, titles):
    text(town, title="Apfel", slug="apfel")
    text(town, title="Birne", slug="birne", live=False)
    text(None, title="Kirsche", slug="kirsche")

    page = editor.get(f"{url('list')}?{query}").content.decode()

    assert {title for title in ("Apfel", "Birne", "Kirsche") if title in page} == titles


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_the_chooser_offers_own_and_central_texts(editor, town, other_town, view):
    text(town, title="Eigener")
    text(other_town, title="Fremder")

    names = "wagtailsnippetchoosers_textbausteine_textbaustein"
    offered = editor.get(reverse(f"{names}:{view}")).content.decode()

    assert "Eigener" in offered
    assert "Fremder" not in offered


def test_redaktion_drafts_and_does_not_publish(editor, town):
    editor.post(url("add"), form("Entwurf", **{"action-publish": "1"}))

    found = Textbaustein.objects.get(slug="neu")
    assert (found.site, found.live) == (town.site, False)


def test_redaktion_sees_no_button_to_publish(editor, publisher, town):
    own = text(town)

    assert "action-publish" not in editor.get(url("edit", own.pk)).content.decode()
    assert "action-publish" in publisher.get(url("edit", own.pk)).content.decode()


def test_freigabe_publishes(publisher, town):
    draft = text(town, live=False)

    publisher.post(url("edit", draft.pk), form(slug="gutes", **{"action-publish": "1"}))

    draft.refresh_from_db()
    assert draft.live


def test_freigabe_of_one_town_publishes_nothing_in_the_next(client_for, town, other_town, member):
    user = member(town, Role.FREIGABE)
    grant(user, other_town, Role.REDAKTION)
    draft = text(other_town, live=False)
    visitor = client_for(other_town, user)

    page = visitor.get(url("edit", draft.pk)).content.decode()
    visitor.post(url("edit", draft.pk), form(slug="gutes", **{"action-publish": "1"}))

    draft.refresh_from_db()
    assert not draft.live
    assert "action-publish" not in page


def test_a_slug_taken_in_the_same_town_is_refused_with_a_sentence(editor, town):
    text(town, slug="gutes")

    page = editor.post(url("add"), form(slug="gutes"))

    assert page.status_code == 200
    assert "vergeben" in page.content.decode()
    assert Textbaustein.objects.filter(slug="gutes").count() == 1


def test_the_slug_of_a_central_text_may_be_used_by_a_town(editor, town):
    text(None, slug="gutes")

    editor.post(url("add"), form(slug="gutes"))

    assert Textbaustein.objects.get(slug="gutes", site=town.site)


def test_an_own_version_remembers_where_it_comes_from(editor, town):
    central_text = text(None)

    editor.post(url("copy", central_text.pk), form(slug="gutes"))

    own = Textbaustein.objects.get(site=town.site)
    adoption = Adoption.objects.get(text=own)
    assert (adoption.source, adoption.source_revision) == (central_text, central_text.live_revision)
    assert not own.live
    central_text.refresh_from_db()
    assert central_text.title != own.title


def test_an_own_version_may_save_itself_while_one_writes(editor, town):
    central_text = text(None)

    saved = editor.post(
        url("copy", central_text.pk), form(slug="gutes"), headers={"accept": "application/json"}
    )

    assert saved.json()["success"]
    assert Adoption.objects.get(source=central_text).text.site == town.site


def test_the_form_of_an_own_version_starts_with_the_central_words(editor):
    central_text = text(None, title="Gutes beginnt", words="Fragen Sie in der Nachbarschaft.")

    page = editor.get(url("copy", central_text.pk)).content.decode()

    assert 'value="Gutes beginnt"' in page
    assert "Fragen Sie in der Nachbarschaft." in page


def test_a_text_cannot_name_another_towns_picture(editor, other_town):
    foreign = image(other_town, "Fremdes Bild")
    body = {
        "body-count": "1",
        "body-0-type": "picture",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-image-image": str(foreign.pk),
        "body-0-value-image-alt_text": "Bild",
        "body-0-value-caption": "",
    }

    editor.post(url("add"), form("Geschmuggelt", **body))
    editor.post(url("preview_on_add"), form("Geschmuggelt", **body))
    preview = editor.get(url("preview_on_add")).content.decode()

    assert not Textbaustein.objects.filter(title="Geschmuggelt").exists()
    assert "fremdes-bild" not in preview.lower()
    assert not Revision.objects.filter(object_str="Geschmuggelt").exists()


def test_the_preview_speaks_of_the_town_one_works_for(editor, town):
    own = text(town, live=False)
    body = {
        "body-count": "1",
        "body-0-type": "callout",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-tone": "note",
        "body-0-value-heading": "Willkommen in {{ kommune_name }}, {{ nirgendwo }}",
        "body-0-value-text": json.dumps(
            {"blocks": [{"key": "a", "text": "Hallo", "type": "unstyled"}], "entityMap": {}}
        ),
    }

    answer = editor.post(url("preview_on_edit", own.pk), form(slug="gutes", **body))
    preview = editor.get(url("preview_on_edit", own.pk)).content.decode()

    assert answer.json()["is_valid"]
    assert "Willkommen in Musterstadt" in preview
    assert 'class="placeholder"' in preview


def test_the_form_lists_all_placeholders_with_their_values_here(editor, town):
    page = editor.get(url("edit", text(town).pk)).content.decode()

    assert "{{ in_der_kommune }}" in page
    assert "in Musterstadt" in page
    assert "/gut-zu-wissen/" in page
