"""CSV, with whatever separates its columns."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from .errors import BadFile
from .table import Table, check_headings, check_number, row_of

SEPARATORS = ";,\t|"


def read_separated(text: str) -> Table:
    """Raises BadFile: quotation marks do not fit, or the headings are none."""
    separator = _separator(text)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    table = Table([])
    try:
        for number, cells in enumerate(lines, start=1):
            cells = [cell.strip() for cell in cells]
            if not table.headings:
                if any(cells):
                    check_headings(cells)
                    table.headings = cells
                continue
            row = row_of(_("Row %(number)d") % {"number": number}, table.headings, cells)
            if row:
                table.rows.append(row)
                check_number(len(table.rows))
    except csv.Error as error:
        raise BadFile(
            _("Row %(number)d cannot be read: a quotation mark is missing or stands wrong.")
            % {"number": lines.line_num}
        ) from error
    return table


def _separator(text: str) -> str:
    """The sign that separates most headings of the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)
