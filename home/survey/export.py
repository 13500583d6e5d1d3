"""Results as tables for other programs: counts only, so that no row is a person."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from home.survey.results import Results
from kommunen.spreadsheets import safe_cell

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def exported(results: Results, kind: str) -> bytes:
    """A file of one of `TYPES`. CSV with semicolons and a mark for UTF-8, as German Excel reads."""
    rows = [[safe_cell(cell) for cell in row] for row in _rows(results)]
    if kind == "csv":
        text = StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        return text.getvalue().encode("utf-8-sig")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Results"))
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(results: Results) -> Iterator[list[object]]:
    yield [_("Question"), _("Row"), _("Answer"), _("Number"), _("Percent")]
    for result in results.questions:
        for table in result.tables:
            for count in table.counts:
                yield [
                    result.question.text,
                    table.heading,
                    count.option,
                    count.number,
                    count.percent,
                ]
        for text in result.texts:
            yield [result.question.text, "", text, "", ""]
