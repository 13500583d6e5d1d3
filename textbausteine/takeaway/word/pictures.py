"""A picture in a document, in a format that every office program shows, with its words."""

import logging

from django.db.models import Model
from docx.document import Document
from docx.shared import Inches, Mm

logger = logging.getLogger(__name__)

SIZE = "max-1600x1600|format-jpeg"  # pixels: sharp on A4; office programs do not know WebP
TEXT_WIDTH = Mm(160)
PIXELS_PER_INCH = 96


def add_picture(document: Document, picture: Model, alt: str) -> bool:
    """Set it in a line of its own; False if its file cannot be read."""
    try:
        rendition = picture.get_rendition(SIZE)
        width = min(TEXT_WIDTH, Inches(rendition.width / PIXELS_PER_INCH))
        with rendition.file.open("rb") as file:
            drawing = document.add_picture(file, width=width)
    except Exception:  # storages, Pillow and python-docx fail in many ways on a broken file
        logger.warning("Picture %s cannot be put into a document.", picture.pk, exc_info=True)
        return False
    drawing._inline.docPr.set("descr", alt)
    return True
