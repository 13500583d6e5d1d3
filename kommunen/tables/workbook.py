"""XLSX: a zip archive of XML, so it is looked at before anything is unpacked."""

import warnings
from datetime import date, datetime, time
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .errors import BadFile
from .limits import MAX_PARTS, MAX_ROWS, MAX_UNPACKED_BYTES
from .table import Table, check_headings, check_number, decimal_text, row_of

CHUNK = 1 << 20
# What begins an entity; no office program writes any. openpyxl reads sheets with the standard
# library's parser, so nothing of the kind may reach it.
FORBIDDEN = [
    sign.encode(encoding)
    for sign in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]


def read_workbook(content: bytes) -> Table:
    """The first sheet of a workbook. Of a formula the value counts that was last worked out.

    Raises:
        BadFile: it is damaged, unpacks to far more than it is, or holds XML entities.
    """
    _look_inside(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which we do not read
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            return _table(book.worksheets[0])
    except BadFile:
        raise
    except Exception as error:  # openpyxl fails in any way on what is no workbook
        raise BadFile(_unreadable()) from error


def _look_inside(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            too_much = sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES
            if too_much or len(parts) > MAX_PARTS:
                raise BadFile(
                    _(
                        "The Excel file unpacks to far more than it seems to hold. Please copy the"
                        " table into a new file."
                    )
                )
            for part in parts:
                _refuse_entities(archive, part)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise BadFile(_unreadable()) from error
    except Exception as error:
        if isinstance(error, BadFile):
            raise
        raise BadFile(_unreadable()) from error  # zlib.error and the like


def _refuse_entities(archive: ZipFile, part) -> None:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            seen = tail + chunk
            if any(sign in seen for sign in FORBIDDEN):
                raise BadFile(
                    _("The Excel file holds definitions (XML entities) that no table needs.")
                )
            tail = seen[-20:]


def _table(sheet) -> Table:
    sheet.reset_dimensions()  # a sheet may claim to have a million rows
    table = Table([])
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > 2 * MAX_ROWS:
            check_number(number)
        cells = [_text(value) for value in values]
        if not table.headings:
            if any(cells):
                while cells and not cells[-1]:
                    cells.pop()
                check_headings(cells)
                table.headings = cells
            continue
        row = row_of(_("Row %(number)d") % {"number": number}, table.headings, cells)
        if row:
            table.rows.append(row)
            check_number(len(table.rows))
    return table


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return decimal_text(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value).strip()


def _unreadable() -> str:
    return _("The file is named or built like an Excel file, but cannot be read as one.")
