"""HTML of few elements becomes headings, paragraphs, lists, quotes and pictures."""

import re
from collections.abc import Iterable, Mapping

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from django.db.models import Model
from django.utils.translation import gettext as _
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .clean import clean
from .numbers import number, start_again
from .pictures import add_picture

LINK_STYLE = "Hyperlink"
HEADING = "Heading"
HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
STYLES = {"blockquote": "Quote", "figcaption": "Caption"}
LISTS = {"ul": "List Bullet", "ol": "List Number"}
BLOCKS = {*HEADINGS, *LISTS, "p", "blockquote", "figure", "figcaption", "img", "li"}
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
DEEPEST = 3  # the styles know three levels of lists
WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")  # what browsers fold; a no-break space stays


class Body:
    """Writes into one document, from top to bottom."""

    def __init__(self, document: Document, pictures: Mapping[str, Model]):
        self.document, self.pictures = document, pictures
        self.level = 0  # how many lists we are in
        self.entry: tuple[str, int] | None = None  # of a list, waits for its first paragraph

    def add(self, html: str) -> None:
        self._blocks(BeautifulSoup(html, "html.parser"), "Normal")

    def _blocks(self, parent: Tag, style: str) -> None:
        """Words that stand between blocks are paragraphs of their own."""
        loose: list[PageElement] = []
        for node in parent.children:
            if isinstance(node, Tag) and node.name in BLOCKS:
                self._paragraph(loose, style)
                loose = []
                self._block(node, style)
            else:
                loose.append(node)
        self._paragraph(loose, style)

    def _block(self, tag: Tag, style: str) -> None:
        if tag.name in HEADINGS:
            self._paragraph(tag.children, f"{HEADING} {HEADINGS[tag.name]}")
        elif tag.name in LISTS:
            self._list(tag)
        elif tag.name == "img":
            self._picture(tag)
        else:
            self._blocks(tag, STYLES.get(tag.name, style))

    def _list(self, tag: Tag) -> None:
        """What follows the first lines of an entry is set below them."""
        self.level += 1
        suffix = f" {min(self.level, DEEPEST)}" if self.level > 1 else ""
        style = f"{LISTS[tag.name]}{suffix}"
        numbering = start_again(self.document, style)
        for item in tag.find_all("li", recursive=False):
            self.entry = style, numbering
            self._blocks(item, f"List Continue{suffix}")
        self.entry = None
        self.level -= 1

    def _paragraph(self, nodes: Iterable[PageElement], style: str) -> None:
        """Nothing if there is nothing to say. Pictures in a link stand after its words."""
        nodes = list(nodes)
        if any(node.get_text().strip() for node in nodes):
            line = _Line(self._new_paragraph(style))
            line.write(nodes)
            line.end()
        for node in nodes:
            for picture in node.find_all("img") if isinstance(node, Tag) else ():
                self._picture(picture)

    def _new_paragraph(self, style: str) -> Paragraph:
        if self.entry is None:
            return self.document.add_paragraph(style=style)
        (list_style, numbering), self.entry = self.entry, None
        is_heading = style.startswith(HEADING)
        paragraph = self.document.add_paragraph(style=style if is_heading else list_style)
        number(paragraph, numbering)
        return paragraph

    def _picture(self, tag: Tag) -> None:
        """One that says nothing stays out; of one that is not at hand its words remain."""
        alt = clean(tag.get("alt", "")).strip()
        if not alt:
            return
        picture = self.pictures.get(tag.get("src", ""))
        if picture is None or not add_picture(self.document, picture, alt):
            words = _("Picture: %(alt)s") % {"alt": alt}
            self.document.add_paragraph(words, style="Caption")


class _Line:
    """The runs of one paragraph, without white space at its ends."""

    def __init__(self, paragraph: Paragraph):
        self.paragraph = paragraph
        self.ends_in_space = True  # none at the start

    def write(self, nodes: Iterable[PageElement], **marks) -> None:
        for node in nodes:
            self._node(node, **marks)

    def end(self) -> None:
        if last := list(self.paragraph._p.iter(qn("w:t")))[-1:]:
            last[0].text = last[0].text.rstrip(" ")

    def _node(
        self, node: PageElement, *, bold: bool = False, italic: bool = False, link: str = ""
    ) -> None:
        if isinstance(node, NavigableString):
            self._words(str(node), bold, italic, link)
        elif node.name == "br":
            self.paragraph.add_run().add_break()
            self.ends_in_space = True
        elif node.name != "img":
            self.write(
                node.children,
                bold=bold or node.name in BOLD,
                italic=italic or node.name in ITALIC,
                link=link or (clean(node.get("href", "")) if node.name == "a" else ""),
            )

    def _words(self, words: str, bold: bool, italic: bool, link: str) -> None:
        words = WHITE_SPACE.sub(" ", clean(words))
        if self.ends_in_space:
            words = words.removeprefix(" ")
        if not words:
            return
        self.ends_in_space = words.endswith(" ")
        run = self.paragraph.add_run(words)
        run.bold, run.italic = bold or None, italic or None
        if link:
            self._into_link(run, link)

    def _into_link(self, run: Run, address: str) -> None:
        run.style = LINK_STYLE
        around = OxmlElement("w:hyperlink")
        part = self.paragraph.part
        target = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        around.set(qn("r:id"), target)
        run._r.addprevious(around)
        around.append(run._r)
