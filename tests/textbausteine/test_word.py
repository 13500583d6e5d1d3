"""Versions of a text as Word documents, read again as another program would."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from kommunen.models import Role
from tests.factories.kommunen import image
from tests.factories.textbausteine import text
from textbausteine.takeaway.word import as_word
from textbausteine.takeaway.word.document import Facts

FACTS = Facts(title="Titel", purpose="Standard", author="Stadt Musterstadt", moment=None)


def address(found, kind: str = "standard") -> str:
    return reverse("textbausteine_word", args=[found.pk, kind])


def read(answer):
    assert answer.status_code == 200
    return Document(BytesIO(answer.content))


def written(html: str):
    return Document(BytesIO(as_word(FACTS, html, {})))


def lines(document) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in document.paragraphs]


def alternative_texts(document) -> list[str]:
    return [each.get("descr") for each in document.element.iter(qn("wp:docPr"))]


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.mark.django_db
def test_a_document_has_headings_pictures_with_words_language_and_source(editor, town):
    picture = {"image": image(town), "alt_text": "Beet am {{ kommune_name }}er Tor"}
    found = text(
        town,
        "Mitmachen in {{ kommune_name }}",
        body=[
            ("text", "<h2>Klein anfangen</h2><p>Fragen Sie die {{ kommune }}.</p>"),
            ("quote", {"text": "Läuft.", "name": "Ada Beispiel", "organisation": "Umweltamt"}),
            ("picture", {"image": picture["image"], "caption": "Hinter dem Tor"}),
        ],
        licence="CC BY 4.0",
    )
    found.body[2].value["image"].contextual_alt_text = picture["alt_text"]
    found.save_revision().publish()

    answer = editor.get(address(found))

    document = read(answer)
    assert lines(document)[:5] == [
        ("Heading 1", "Mitmachen in Musterstadt"),
        ("Heading 2", "Klein anfangen"),
        ("Normal", "Fragen Sie die Stadt Musterstadt."),
        ("Quote", "„Läuft.“"),
        ("Caption", "Ada Beispiel Umweltamt"),
    ]
    assert ("Caption", "Hinter dem Tor") in lines(document)
    assert alternative_texts(document) == ["Beet am Musterstadter Tor"]
    facts = document.core_properties
    assert (facts.title, facts.language) == ("Mitmachen in Musterstadt", "de-DE")
    assert facts.author == "Stadt Musterstadt"
    (default,) = document.styles.element.iter(qn("w:lang"))
    assert default.get(qn("w:val")) == "de-DE"
    found.refresh_from_db()
    source = lines(document)[-1][1]
    assert source.startswith(f"Stadt Musterstadt, {town.root_url}/gut-zu-wissen/gutes/, ")
    assert source.endswith(f"Stand {found.stand:%d.%m.%Y}, CC BY 4.0")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gutes-standard.docx"'


@pytest.mark.django_db
def test_every_version_is_offered_and_a_missing_one_is_not_found(editor):
    found = text(None, press="<p>Für die Zeitung.</p>", easy=[("text", "<p>Leicht.</p>")])
    page = editor.get(reverse("textbausteine_take", args=[found.pk])).content.decode()

    for kind in ("standard", "short", "press", "easy"):
        assert f'href="{address(found, kind)}"' in page
        assert len(read(editor.get(address(found, kind))).paragraphs) == 3
    for kind in ("social", "newsletter", "nirgends"):
        assert editor.get(address(found, kind)).status_code == 404


@pytest.mark.django_db
def test_neither_drafts_nor_other_towns_texts_become_documents(editor, town, other_town):
    for found in (text(town, slug="entwurf", live=False), text(other_town, slug="fremd")):
        assert editor.get(address(found)).status_code == 404


@pytest.mark.django_db
def test_a_picture_whose_rights_have_ended_stays_here(editor, town):
    old = image(town, rights_until="2020-01-01", description="Ein altes Beet")
    found = text(town, body=[("picture", {"image": old, "caption": ""})])

    document = read(editor.get(address(found)))

    assert alternative_texts(document) == []
    assert ("Caption", "Bild: Ein altes Beet") in lines(document)


def test_lists_are_lists_and_each_counts_from_one():
    document = written(
        "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li><p>c</p><p>d</p></li></ol>"
        "<ol><li><h3>e</h3><p>f</p></li></ol>"
    )

    assert lines(document)[1:] == [
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("List Number", "c"),
        ("List Continue", "d"),
        ("Heading 3", "e"),
        ("List Continue", "f"),
    ]
    numberings = [each.get(qn("w:val")) for each in document.element.body.iter(qn("w:numId"))]
    assert len(numberings) == len(set(numberings)) == 4


def test_links_lead_where_they_led():
    document = written('<p>Zum <a href="https://stadt.example/?a=1&amp;b=2">Plan <b>B</b></a>.</p>')

    line = document.paragraphs[-1]
    assert line.text == "Zum Plan B."
    assert {each.address for each in line.hyperlinks} == {"https://stadt.example/?a=1&b=2"}
    assert [run.bold for each in line.hyperlinks for run in each.runs] == [None, True]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>a\x01b\ufffec</p>", "abc"),
        ("<p>&lt;w:p&gt;&lt;script&gt;</p>", "<w:p><script>"),
        ("<p>offen <b>fett</p>", "offen fett"),
        ("lose &amp; <br> weiter", "lose & \nweiter"),
        ('<img src="https://boese.example/x.png" alt="fern">', "Bild: fern"),
    ],
)
def test_hostile_words_stay_words(html: str, shown: str):
    assert written(html).paragraphs[-1].text == shown


def test_titles_longer_than_the_format_allows_are_cut_in_the_properties_only():
    facts = Facts(title="x" * 300, purpose="", author="\x00", moment=None)

    document = Document(BytesIO(as_word(facts, "", {})))

    assert len(document.core_properties.title) == 255
    assert len(document.paragraphs[0].text) == 300
