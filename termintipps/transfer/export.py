"""The town's events as a table that can be imported again: CSV, XLSX.

The public version of an event is written; of one that is not public, its draft.
"""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from openpyxl import Workbook

from kommunen.models import Category, Kommune
from kommunen.plaintext import running_text
from kommunen.spreadsheets import FORMULA_STARTS, safe_cell
from termintipps.models import EventPage

from .columns import NAMES, label
from .contents import contents_of

FIELDS = list(NAMES)
TO_READ = ("Stand", "Wiederholung in Worten", "Adresse der Seite")  # not imported again
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHEET = "Termine"
CHUNK = 200


def exported(kommune: Kommune, pages, kind: str) -> bytes:
    """A file with these events of the town.

    Args:
        kind: One of `TYPES`.
    """
    return {"csv": _as_csv, "xlsx": _as_xlsx}[kind](kommune, pages)


def _as_csv(kommune: Kommune, pages) -> bytes:
    """With semicolons and a mark for UTF-8: so does German Excel open it."""
    text = StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerows(_rows(kommune, pages))
    return text.getvalue().encode("utf-8-sig")


def _as_xlsx(kommune: Kommune, pages) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for row in _rows(kommune, pages):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(kommune: Kommune, pages) -> Iterator[list[str]]:
    yield [*map(label, FIELDS), *TO_READ]
    names = dict(Category.objects.visible_to(kommune).values_list("pk", "slug"))
    keys = list(pages.order_by("start_date", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        found = EventPage.objects.select_related("latest_revision").prefetch_related(
            "date_changes", "extra_dates", "categories"
        )
        by_key = found.in_bulk(keys[start : start + CHUNK])
        for page in (by_key[key] for key in keys[start : start + CHUNK] if key in by_key):
            yield [_cell(text) for text in _texts(page, names, kommune)]


def _texts(page: EventPage, names: dict[int, str], kommune: Kommune) -> Iterator[str]:
    shown = page
    if not page.live and page.latest_revision:
        shown = page.latest_revision.as_object()
    contents = contents_of(shown)
    values = contents | contents["when"] | {"slug": page.slug}
    values["place_name"], values["place_address"] = contents["place"]
    for name in FIELDS:
        value = values[name]
        if isinstance(value, bool):
            yield "ja" if value else "nein"
        elif name == "categories":
            yield "; ".join(names[key] for key in value if key in names)
        elif name == "extra_dates":
            yield "; ".join(value)
        else:
            yield (value or "")[:5] if name.endswith("_time") else value or ""
    yield "veröffentlicht" if page.live else "Entwurf"
    yield shown.rule.sentence() if shown.rule else ""
    yield _address(page, kommune) if page.live else ""


def _address(page: EventPage, kommune: Kommune) -> str:
    return f"{kommune.root_url}/{page.url_path.removeprefix(kommune.site.root_page.url_path)}"


def _cell(text: str) -> str:
    """No formula, and an apostrophe of the text's own is not taken for ours."""
    text = running_text(text)
    if text[:1] == "'" and text[1:2] and text[1] in (*FORMULA_STARTS, "'"):
        return f"'{text}"
    return str(safe_cell(text))
