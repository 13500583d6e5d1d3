"""The document around a text: paper, language, properties, styles dark enough to read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db.models import Model
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from .body import LINK_STYLE, Body
from .clean import clean

LANGUAGE = "de-DE"
INK = RGBColor(0x1F, 0x1F, 0x1F)  # the library's own blue is too pale on white
LINK = RGBColor(0x05, 0x4A, 0x91)
MAX_PROPERTY = 255  # characters; the format allows no more


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself."""

    title: str
    purpose: str
    author: str
    moment: datetime | None


def as_word(facts: Facts, html: str, pictures: Mapping[str, Model]) -> bytes:
    """A `.docx` file.

    Args:
        facts: Title and properties; the title is the first heading.
        html: What `portable_html` has made.
        pictures: By the addresses that `html` names; others stay words.
    """
    document = Document()
    _set_paper(document)
    _speak_german(document)
    _set_styles(document)
    _set_properties(document, facts)
    document.add_heading(clean(facts.title), level=1)
    Body(document, pictures).add(html)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_paper(document: WordDocument) -> None:
    """A4, as everybody prints it here."""
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)


def _speak_german(document: WordDocument) -> None:
    """So that it is read aloud and hyphenated in German."""
    styles, settings = document.styles.element, document.settings.element
    for tag in (*styles.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        tag.set(qn("w:val"), LANGUAGE)
    document.core_properties.language = LANGUAGE


def _set_styles(document: WordDocument) -> None:
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption"):
        document.styles[name].font.color.rgb = INK
    link = document.styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = LINK, True


def _set_properties(document: WordDocument, facts: Facts) -> None:
    properties = document.core_properties
    properties.title = clean(facts.title)[:MAX_PROPERTY]
    properties.subject = clean(facts.purpose)[:MAX_PROPERTY]
    properties.author = properties.last_modified_by = clean(facts.author)[:MAX_PROPERTY]
    properties.comments = ""
    if facts.moment:
        properties.created = properties.modified = facts.moment
