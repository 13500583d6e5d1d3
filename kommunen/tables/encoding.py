"""Bytes become text: UTF-8, UTF-16, and what Excel for Windows still writes (CP1252)."""

import codecs

from django.utils.translation import gettext as _

from .errors import BadFile

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(content: bytes) -> str:
    """The text of a file.

    Raises:
        BadFile: these bytes are no text in any encoding we know.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding)
    if b"\x00" in content:
        return _strict(content, _unmarked_utf16(content))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(content, "cp1252")


def _unmarked_utf16(content: bytes) -> str:
    """German text in UTF-16 has a zero in nearly every second byte."""
    start = content[:2000]
    odd, even = start[1::2].count(0), start[::2].count(0)
    if max(odd, even) * 2 < len(start) // 2:
        raise BadFile(_("The file holds zero bytes, which no text has. It is damaged or no table."))
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(
            _("The characters of the file cannot be read. Please save it as “CSV UTF-8”.")
        ) from error
    if "\x00" in text:
        raise BadFile(_("The file holds zero bytes, which no text has. It is damaged or no table."))
    return text
