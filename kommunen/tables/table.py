"""What every reader returns: rows of plain texts, whatever the file was."""

from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from django.utils.translation import gettext as _

from kommunen.spreadsheets import FORMULA_STARTS

from .errors import BadFile
from .limits import MAX_COLUMNS, MAX_LETTERS, MAX_ROWS


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the file; a cell without text is not there."""

    where: str  # as people find it: "Zeile 3", "Eintrag 3"
    cells: dict[str, str]  # heading as it stands in the file → text
    problem: str = ""  # what the reader itself found wrong


@dataclass(slots=True)
class Table:
    headings: list[str]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check_headings(headings: list[str]) -> None:
    """Refuse what cannot be the first row of a table.

    Raises:
        BadFile: no headings, too many, or one of them twice.
    """
    named = [heading for heading in headings if heading]
    if not named:
        raise BadFile(_("The first row has no headings. It must name the columns."))
    if len(headings) > MAX_COLUMNS:
        raise BadFile(
            _("The table has more than %(most)d columns. Please delete those you do not need.")
            % {"most": MAX_COLUMNS}
        )
    seen = set()
    for heading in named:
        if heading.casefold() in seen:
            raise BadFile(
                _("The column “%(column)s” stands there twice. Please delete one of them.")
                % {"column": heading}
            )
        seen.add(heading.casefold())


def check_number(rows: int) -> None:
    """Raises BadFile: there are more rows than one import takes."""
    if rows > MAX_ROWS:
        raise BadFile(
            _("The file has more than %(most)s entries. Please split it.")
            % {"most": f"{MAX_ROWS:,}".replace(",", ".")}
        )


def row_of(where: str, headings: list[str], cells: list[str]) -> Row | None:
    """The row below these headings; None if it is empty."""
    found = {
        heading: unescaped(text)
        for heading, text in zip(headings, cells, strict=False)
        if heading and text
    }
    beyond = [text for text in cells[len(headings) :] if text]
    if not found and not beyond:
        return None
    problem = ""
    if beyond:
        problem = _(
            "The row has more cells than the table has columns. Is a quotation mark missing?"
        )
    long = next((name for name, text in found.items() if len(text) > MAX_LETTERS), None)
    if long is not None:
        problem = _("Column “%(column)s”: the text has more than %(most)d characters.") % {
            "column": long,
            "most": MAX_LETTERS,
        }
        found[long] = found[long][:100]
    return Row(where, found, problem)


def unescaped(text: str) -> str:
    """Exports put an apostrophe before what a spreadsheet could take for a formula."""
    if text[:1] == "'" and text[1:2] and text[1] in (*FORMULA_STARTS, "'"):
        return text[1:]
    return text


def decimal_text(value: float) -> str:
    """As people write it: no exponent, no “.0”; what is no number by its name."""
    if not isfinite(value):
        return str(value)
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
