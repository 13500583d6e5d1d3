"""Several texts leave as one ZIP: who may, what is in it, and how much."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from kommunen.models import Role
from tests.factories.kommunen import image
from tests.factories.textbausteine import text
from textbausteine.takeaway import pack

pytestmark = pytest.mark.django_db

URL = reverse("wagtail_bulk_action", args=["textbausteine", "textbaustein", "take_pack"])
LIST = reverse("wagtailsnippets_textbausteine_textbaustein:list")


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


def asked_for(*texts) -> str:
    query = "&".join(f"id={each.pk}" for each in texts)
    return f"{URL}?{query}&next={LIST}"


def opened(answer) -> ZipFile:
    assert answer.headers["Content-Type"] == "application/zip"
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def picture(of) -> tuple[str, dict]:
    return "picture", {"image": of, "caption": ""}


def test_a_pack_holds_documents_markdown_pictures_and_their_credits(editor, town):
    beet = image(town, description="Ein Beet", author="Ada Beispiel", licence="CC BY 4.0")
    words = ("text", "<p>Fragen Sie die {{ kommune }}.</p>")
    one = text(town, "Garten in {{ kommune_name }}", slug="garten", body=[words, picture(beet)])
    two = text(None, "Zweiter", slug="zweiter", teaser="", body=[picture(beet)])
    assert one.title in editor.get(asked_for(one, two)).content.decode()

    archive = opened(editor.post(asked_for(one, two)))

    name = beet.filename
    assert set(archive.namelist()) == {
        *("garten/garten-standard.docx", "garten/garten-standard.md"),
        *("garten/garten-short.docx", "garten/garten-short.md"),
        *("zweiter/zweiter-standard.docx", "zweiter/zweiter-standard.md"),
        *(f"Bilder/{name}", "Bildnachweise.txt"),
    }
    markdown = archive.read("garten/garten-standard.md").decode()
    assert markdown.startswith("# Garten in Musterstadt\n\nFragen Sie die Stadt Musterstadt.")
    assert f"{town.root_url}/gut-zu-wissen/garten/" in markdown
    document = Document(BytesIO(archive.read("garten/garten-standard.docx")))
    assert document.paragraphs[0].text == "Garten in Musterstadt"
    assert len(document.inline_shapes) == 1
    assert archive.read(f"Bilder/{name}") == Path(beet.file.path).read_bytes()
    assert archive.read("Bildnachweise.txt").decode().splitlines() == [
        f"Bilder/{name}",
        "Titel: Beet",
        "Urheber: Ada Beispiel",
        "Lizenz: CC BY 4.0",
        "Gezeigt in: Garten in Musterstadt; Zweiter",
    ]


def test_an_own_text_and_the_central_one_of_its_slug_lie_side_by_side(editor, town):
    chosen = text(None, "A", teaser=""), text(town, "B", teaser="")

    archive = opened(editor.post(asked_for(*chosen)))

    folders = {name.partition("/")[0] for name in archive.namelist()}
    assert folders == {"gutes", "gutes-2", "Bildnachweise.txt"}
    assert archive.read("Bildnachweise.txt").decode() == "Diese Texte haben keine Bilder.\n"


def test_drafts_and_other_towns_texts_stay_here(editor, town, other_town):
    draft = text(town, "Geheim", slug="entwurf", live=False)
    foreign = text(other_town, slug="fremd")
    own = text(town, "Unser Text", slug="unser", teaser="")

    page = editor.get(asked_for(own, draft)).content.decode()
    names = opened(editor.post(asked_for(own, draft))).namelist()

    assert "1 ausgewählter Text ist nicht veröffentlicht" in page
    assert not any("entwurf" in name for name in names)
    assert editor.post(asked_for(own, foreign)).status_code == 404


def test_all_are_those_that_the_list_showed(editor, town, other_town):
    text(town, "Gießen", slug="giessen", teaser="")
    text(None, "Teilen", slug="teilen", teaser="")
    text(other_town, "Fremd", slug="fremd", teaser="")
    url = f"{URL}?id=all&next={LIST}"

    def folders(narrowed: str) -> set[str]:
        names = opened(editor.post(url + narrowed)).namelist()
        return {name.partition("/")[0] for name in names} - {"Bildnachweise.txt"}

    assert folders("") == {"giessen", "teilen"}
    assert folders("%3Forigin%3Dcentral") == {"teilen"}
    assert folders("%3Fq%3DGie%C3%9Fen") == {"giessen"}


def test_pictures_without_rights_or_file_are_named_and_left_out(editor, town):
    ended = image(town, "Alt", description="Alt", rights_until="2020-01-01")
    gone = image(town, "Weg", description="Weg")
    found = text(town, body=[picture(ended), picture(gone)], teaser="")
    gone.file.storage.delete(gone.file.name)

    archive = opened(editor.post(asked_for(found)))

    assert not any(name.startswith("Bilder/") for name in archive.namelist())
    listed = archive.read("Bildnachweise.txt").decode()
    assert "die Rechte an diesem Bild sind abgelaufen.\nTitel: Alt" in listed
    assert "die Datei dieses Bildes ist nicht lesbar.\nTitel: Weg" in listed


@pytest.mark.parametrize("method", ["get", "post"])
def test_many_texts_cost_as_many_queries_as_one(editor, town, django_assert_num_queries, method):
    ask = getattr(editor, method)
    texts = [text(None, slug=f"text-{number}") for number in range(5)]
    ask(asked_for(*texts))
    with CaptureQueriesContext(connection) as one:
        ask(asked_for(texts[0]))
    with django_assert_num_queries(len(one)):
        ask(asked_for(*texts))


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [("MAX_TEXTS", "Ein Paket fasst höchstens 1 Texte."), ("MAX_BYTES", "sind größer als 0 MB.")],
)
def test_a_pack_too_large_is_refused_with_a_sentence(editor, town, monkeypatch, limit, sentence):
    monkeypatch.setattr(pack, limit, 1)
    shown = [picture(image(town, description="Beet"))]
    chosen = [text(town, slug="eins", body=shown)]
    if limit == "MAX_TEXTS":
        chosen.append(text(town, slug="zwei"))

    answer = editor.post(asked_for(*chosen), follow=True)

    assert answer.redirect_chain
    assert sentence in answer.content.decode()
