"""Cells of exported tables that no spreadsheet program takes for a formula."""

from datetime import datetime

from django.utils.timezone import localtime, make_naive

from .plaintext import running_text

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""OWASP, "CSV Injection"; the last four are the full-width forms that Excel folds."""


def safe_cell(value: object) -> object:
    """The value; an apostrophe stands before what could be a formula, control characters go."""
    if not isinstance(value, str):
        return value
    mark = "'" if value.startswith(FORMULA_STARTS) else ""
    return mark + running_text(value)


class SafeCells:
    """For Wagtail's exporting views: no formula, and moments in the time of the place."""

    def preprocess_field_value(self, field: str, value: object, export_format: str) -> object:
        if isinstance(value, datetime):
            value = make_naive(value) if export_format == self.FORMAT_XLSX else localtime(value)
        else:
            value = safe_cell(value)
        return value if export_format == self.FORMAT_XLSX else str(value)
