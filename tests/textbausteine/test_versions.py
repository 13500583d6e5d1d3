"""Versions for a purpose: each optional, each findable as missing; pictures with their rights."""

import json
import re
from datetime import date

import pytest

from kommunen.models import ContactPerson, Role
from tests.factories.kommunen import image
from tests.factories.textbausteine import text
from tests.textbausteine.test_borders import form as new_form
from tests.textbausteine.test_borders import url
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill_plain
from textbausteine.versions import BY_KIND, VERSIONS

pytestmark = pytest.mark.django_db

EASY = [("text", "<p>Das ist leicht.</p>")]
ALL = {
    "social": "Kommt vorbei.",
    "press": "<p>Für die Zeitung.</p>",
    "newsletter": "<p>Für den Rundbrief.</p>",
    "easy": EASY,
}


def form(found: Textbaustein, **changes) -> dict:
    return new_form(found.title, found.slug, **changes)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.kind)
def test_a_text_without_a_version_is_found(version):
    text(None, "Vollständig", slug="voll", **ALL)
    lacks = text(None, "Lückenhaft", slug="leer", **{**ALL, version.field: version.empty})

    assert list(version.missing_in(Textbaustein.objects.all())) == [lacks]
    assert not version.is_in(lacks)


def test_the_list_is_narrowed_to_texts_without_leichte_sprache(client_for, town, member):
    text(town, "Mit", slug="mit", easy=EASY)
    text(town, "Ohne das", slug="ohne")
    editor = client_for(town, member(town, Role.REDAKTION))

    html = editor.get(url("list"), {"missing": "easy"}).content.decode()

    assert "Ohne das" in html
    assert f'href="{url("edit", Textbaustein.objects.get(slug="mit").pk)}"' not in html


def test_the_list_is_narrowed_to_texts_whose_review_is_due(client_for, town, member):
    text(town, "Längst fällig", slug="faellig", review_on=date(2026, 1, 1))
    text(town, "Hat noch Zeit", slug="zeit", review_on=date(2999, 1, 1))
    editor = client_for(town, member(town, Role.REDAKTION))

    html = editor.get(url("list"), {"review": "due"}).content.decode()

    assert "Längst fällig" in html
    assert "Hat noch Zeit" not in html


def test_an_empty_rich_text_is_a_missing_version(client_for, town, member):
    found = text(town)
    editor = client_for(town, member(town, Role.FREIGABE))
    nothing = {"blocks": [{"key": "a", "text": "", "type": "unstyled"}], "entityMap": {}}

    editor.post(url("edit", found.pk), form(found, press=json.dumps(nothing)))

    assert Textbaustein.objects.get(pk=found.pk).latest_revision.as_object().press == ""
    assert found in BY_KIND["press"].missing_in(Textbaustein.objects.all())


@pytest.fixture
def with_picture(client_for, town, member):
    """Send the form of a text with a picture: `with_picture(action, licence=…)`."""
    found = text(town, live=False)
    editor = client_for(town, member(town, Role.FREIGABE))

    def send(action: str, alt="Zwei Menschen pflanzen", **rights):
        picture = image(town, "Beet", **rights)
        block = {
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "picture",
            "body-0-id": "",
            "body-0-value-image-image": picture.pk,
            "body-0-value-image-alt_text": alt,
            "body-0-value-caption": "",
            action: "1",
        }
        response = editor.post(url("edit", found.pk), form(found, **block))
        found.refresh_from_db()
        return response

    send.text = found
    return send


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        ({"licence": ""}, "keine Lizenz"),
        ({"alt": "", "licence": "CC BY 4.0"}, "lternativtext"),
        ({"licence": "CC BY 4.0", "rights_until": date(2026, 1, 1)}, "abgelaufen"),
    ],
)
def test_a_picture_without_its_rights_is_not_published(with_picture, gap, sentence):
    response = with_picture("action-publish", **gap)

    assert sentence in response.content.decode()
    assert not with_picture.text.live


def test_a_draft_may_have_gaps(with_picture):
    assert with_picture("action-save-draft", licence="").status_code == 302


def test_a_picture_with_everything_is_published(with_picture):
    with_picture("action-publish", licence="CC BY 4.0")

    assert with_picture.text.live


def test_leichte_sprache_is_a_switch_away_and_back(client_for, town):
    text(None, words="Das ist Alltagssprache.", easy=EASY)
    visitor = client_for(town)

    standard = visitor.get("/gut-zu-wissen/gutes/").content.decode()
    easy = visitor.get("/gut-zu-wissen/gutes/leichte-sprache/").content.decode()

    assert 'href="/gut-zu-wissen/gutes/leichte-sprache/"' in standard
    assert "Das ist leicht." in easy
    assert "Alltagssprache." not in easy
    assert 'href="/gut-zu-wissen/gutes/"' in easy


def test_without_leichte_sprache_there_is_no_switch_and_no_page(client_for, town):
    text(None)
    visitor = client_for(town)

    assert "leichte-sprache/" not in visitor.get("/gut-zu-wissen/gutes/").content.decode().split(
        "<footer"
    )[0].replace('href="/leichte-sprache/"', "")
    assert visitor.get("/gut-zu-wissen/gutes/leichte-sprache/").status_code == 404


def preview(client, found, mode):
    address = url("preview_on_edit", found.pk)
    assert client.post(address, form(found)).json()["is_valid"]
    return client.get(address, {"mode": mode})


def test_the_centre_previews_a_text_as_any_live_town(client_for, central, town, member):
    found = text(None, title="Mitmachen in {{ kommune_name }}")
    writer = client_for(central, member(central, Role.TEXTREDAKTION))

    answer = preview(writer, found, mode=f"town-{town.pk}")

    assert "Mitmachen in Musterstadt" in answer.content.decode()


def test_a_town_previews_its_text_only_as_itself(client_for, town, other_town, member):
    found = text(town, title="Mitmachen in {{ kommune_name }}")
    editor = client_for(town, member(town, Role.REDAKTION))

    answer = preview(editor, found, mode=f"town-{other_town.pk}")

    assert "Mitmachen in Musterstadt" in answer.content.decode()
    assert "Nachbarstadt" not in answer.content.decode()


def test_the_form_lists_the_placeholders_for_its_menu(client_for, town, member):
    found = text(town)
    editor = client_for(town, member(town, Role.REDAKTION))

    html = editor.get(url("edit", found.pk)).content.decode()

    source = re.search(r'<script id="placeholders-known"[^>]*>(.*?)</script>', html, re.S)
    entries = {each["name"]: each for each in json.loads(source[1])["entries"]}
    assert entries["kommune_name"]["value"] == "Musterstadt"
    assert {"mitmachkarte", "naechste_termine", "ansprechperson_presse"} <= entries.keys()
    assert "textbausteine/js/placeholders" in html


def test_a_text_names_the_towns_own_contact_for_a_task(town, other_town):
    person = {"task": ContactPerson.Task.PRESS, "phone": "02102 550-0"}
    ContactPerson.objects.create(site=other_town.site, name="Nebenan", **person)
    ContactPerson.objects.create(site=town.site, name="Pressestelle", **person)

    read = fill_plain("Fragen an: {{ ansprechperson_presse }}", town)

    assert read == "Fragen an: Pressestelle, 02102 550-0"
