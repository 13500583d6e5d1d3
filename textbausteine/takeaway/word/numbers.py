"""Numbers of lists: in Word all lists of one style count on unless each has a numbering."""

from docx.document import Document
from docx.text.paragraph import Paragraph


def start_again(document: Document, style: str) -> int:
    """A numbering of its own for one list that looks as its style says; its key."""
    numbering = document.part.numbering_part.element
    of_style = document.styles[style].element.pPr.numPr.numId.val
    looks = numbering.num_having_numId(of_style).abstractNumId.val
    new = numbering.add_num(looks)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return new.numId


def number(paragraph: Paragraph, numbering: int) -> None:
    """Make it an entry of the list; a heading may be one too."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
