"""Texts for other systems: open data, a frame, and clean copies in three formats."""

import json
import re
from datetime import datetime

import pytest
from django.urls import reverse

from kommunen.models import Role
from tests.factories.textbausteine import text
from textbausteine.contract.decisions import pin
from textbausteine.contract.releases import latest_release
from textbausteine.takeaway.formats import as_markdown, as_text, portable_html

pytestmark = pytest.mark.django_db

DATA = "/api/v1/texts.json"
LIST = "/admin/snippets/textbausteine/textbaustein/"


def items(client) -> dict[str, dict]:
    return {item["slug"]: item for item in json.loads(client.get(DATA).content)}


def test_data_hold_what_the_contract_names(client_for, town):
    text(
        None,
        "Mitmachen in {{ kommune_name }}",
        words='Fragen Sie die <a href="/impressum/">{{ kommune }}</a>.',
        social="{{ kommune_name }} macht mit.",
        licence="CC BY 4.0",
    )

    item = items(client_for(town))["gutes"]

    assert item["title"] == "Mitmachen in Musterstadt"
    assert item["topic"] is None
    assert item["language"] == "de"
    assert datetime.fromisoformat(item["updated"])
    assert item["versions"].keys() == {"standard", "short", "social"}
    standard = item["versions"]["standard"]
    assert f'<a href="{town.root_url}/impressum/">Stadt Musterstadt</a>' in standard["html"]
    assert f"[Stadt Musterstadt]({town.root_url}/impressum/)" in standard["markdown"]
    assert standard["text"] == "Fragen Sie die Stadt Musterstadt."
    assert item["versions"]["social"]["text"] == "Musterstadt macht mit."
    assert item["source"].startswith(f"Stadt Musterstadt, {town.root_url}/gut-zu-wissen/gutes/")
    assert item["source"].endswith("CC BY 4.0")


def test_data_are_what_citizens_read(client_for, town, other_town):
    text(None, slug="zentral")
    text(town, "Eigenes", slug="zentral")
    text(town, slug="entwurf", live=False)
    text(other_town, slug="fremd")

    found = items(client_for(town))

    assert found.keys() == {"zentral"}
    assert found["zentral"]["title"] == "Eigenes"


def test_data_follow_a_pin(client_for, town, central):
    source = text(None, "Alt")
    pin(town.site, latest_release(source))
    source.title = "Neu"
    source.save_revision().publish()

    assert items(client_for(town))["gutes"]["title"] == "Alt"


def test_many_texts_cost_as_many_queries_as_one(
    client_for, town, django_assert_num_queries, django_assert_max_num_queries
):
    visitor = client_for(town)
    easy = [("text", "<p>Leicht.</p>")]
    text(None, slug="eins", easy=easy, press='<p><a href="https://example.org">x</a></p>')
    visitor.get(DATA)
    with django_assert_max_num_queries(15) as one:
        visitor.get(DATA)
    for number in range(8):
        text(None, slug=f"mehr-{number}", easy=easy, press="<p>Für die Zeitung.</p>")
    with django_assert_num_queries(len(one)):
        visitor.get(DATA)


def test_a_text_stands_in_a_frame_with_its_stand_and_a_way_to_its_page(client_for, town):
    text(None, "In {{ kommune_name }}", words="Wir helfen.", easy=[("text", "<p>Leicht.</p>")])
    visitor = client_for(town)

    answer = visitor.get("/einbetten/text/gutes/")

    html = answer.content.decode()
    assert '<h1 class="h2">In Musterstadt</h1>' in html
    assert "Wir helfen." in html
    assert "Stand:" in html
    assert f'href="{town.root_url}/gut-zu-wissen/gutes/"' in html
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "Leicht." in visitor.get("/einbetten/text/gutes/?leichte-sprache").content.decode()


@pytest.mark.parametrize("slug", ["entwurf", "fremd", "nirgends"])
def test_nothing_unpublished_stands_in_a_frame(client_for, town, other_town, slug):
    text(town, slug="entwurf", live=False)
    text(other_town, slug="fremd")

    assert client_for(town).get(f"/einbetten/text/{slug}/").status_code == 404


@pytest.mark.parametrize("path", ["/gut-zu-wissen/gutes/", "/einbetten/text/gutes/"])
def test_another_cms_finds_the_frame_by_the_address_of_the_text(client_for, town, path):
    text(None, "Gutes")

    answer = client_for(town).get("/oembed/", {"url": f"{town.root_url}{path}"})

    assert "/einbetten/text/gutes/" in answer.json()["html"]
    assert answer.json()["title"] == "Gutes"


def test_scripts_and_what_looks_only_good_here_stay_here():
    html = (
        '<div class="notice"><svg><title>Bild</title></svg><h2 id="x">Eins</h2></div>'
        '<p onclick="alert(1)">Zwei<script>alert(2)</script></p><a href="javascript:3">drei</a>'
    )

    cleaned = portable_html(html, "https://stadt.example")

    assert cleaned == "<h2>Eins</h2><p>Zwei</p><a>drei</a>"


def test_structure_survives_in_markdown_and_text():
    html = "<h2>Eins</h2><ul><li>a</li><li>b</li></ul><p>Zwei <b>drei</b></p>"

    assert as_markdown(html) == "## Eins\n\n- a\n- b\n\nZwei **drei**"
    assert as_text(html) == "Eins\n- a\n- b\nZwei drei"


def take(found) -> str:
    return reverse("textbausteine_take", args=[found.pk])


def test_a_team_copies_each_version_with_its_source(client_for, town, member):
    found = text(None, words="Fragen Sie die {{ kommune }}.", social="{{ kommune_name }} hilft.")
    editor = client_for(town, member(town, Role.REDAKTION))

    assert take(found) in editor.get(LIST).content.decode()
    html = editor.get(take(found)).content.decode()

    assert "Fragen Sie die Stadt Musterstadt." in html
    (social,) = re.findall(r'id="kopie-social-text">(.*?)</textarea>', html, re.S)
    assert social.startswith("Musterstadt hilft.\n\nStadt Musterstadt, http")


def test_neither_drafts_nor_other_towns_texts_are_copied(client_for, town, other_town, member):
    draft, foreign = text(town, slug="entwurf", live=False), text(other_town, slug="fremd")
    editor = client_for(town, member(town, Role.REDAKTION))

    for found in (draft, foreign):
        assert editor.get(take(found)).status_code == 404
