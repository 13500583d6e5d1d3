"""Files become rows of plain texts. What a file is, its content says, not its name."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .encoding import decoded
from .errors import BadFile
from .limits import MAX_BYTES
from .separated import read_separated
from .table import Row, Table
from .workbook import read_workbook

__all__ = ["BadFile", "Row", "Table", "check_size", "decoded", "read_table"]

FOREIGN = {  # first bytes of files that people upload by mistake
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
}


def check_size(number_of_bytes: int) -> None:
    """Raises BadFile: the file is larger than one import takes, or empty."""
    if number_of_bytes > MAX_BYTES:
        raise BadFile(
            _("The file has %(size)d MB. An import takes %(most)d MB at most; please split it.")
            % {"size": -(-number_of_bytes // 1_000_000), "most": MAX_BYTES // 1_000_000}
        )
    if not number_of_bytes:
        raise BadFile(_("The file is empty."))


def read_table(
    name: str, content: bytes, read_structured: Callable[[str], Table] | None = None
) -> Table:
    """Read a CSV or XLSX file.

    Args:
        name: Of the file; only to say that its ending is wrong.
        read_structured: Reads JSON, for whoever knows what it may hold.

    Raises:
        BadFile: with a sentence for the editor.
    """
    check_size(len(content))
    for start, kind in FOREIGN.items():
        if content.startswith(start):
            raise BadFile(
                _("This is a file of the kind %(kind)s. Please save the table as CSV or XLSX.")
                % {"kind": kind}
            )
    kind, table = _read(content, read_structured)
    if not table.rows:
        raise BadFile(_("The file holds headings at most, but no entry."))
    ending = name.rpartition(".")[2].casefold()
    if ending in ("csv", "xlsx", "json", "geojson") and kind != ending.removeprefix("geo"):
        note = _("The name ends in .%(ending)s, but the file is %(kind)s. It was read as that.")
        table.notes.append(note % {"ending": ending, "kind": kind.upper()})
    return table


def _read(content: bytes, read_structured: Callable[[str], Table] | None) -> tuple[str, Table]:
    if content.startswith(b"PK\x03\x04"):
        return "xlsx", read_workbook(content)
    text = decoded(content)
    if not text.strip():
        raise BadFile(_("The file is empty."))
    if read_structured and text.lstrip()[0] in "{[":
        return "json", read_structured(text)
    if text.lstrip()[:200].casefold().startswith(("<!doctype", "<html", "<?xml")):
        raise BadFile(
            _("This is a web page or XML, no table. Please save the table as CSV or XLSX.")
        )
    return "csv", read_separated(text)
