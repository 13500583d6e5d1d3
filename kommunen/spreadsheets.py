"""Cells of exported tables that no spreadsheet program takes for a formula."""

from .plaintext import running_text

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""OWASP, "CSV Injection"; the last four are the full-width forms that Excel folds."""


def safe_cell(value: object) -> object:
    """The value; an apostrophe stands before what could be a formula, control characters go."""
    if not isinstance(value, str):
        return value
    mark = "'" if value.startswith(FORMULA_STARTS) else ""
    return mark + running_text(value)
