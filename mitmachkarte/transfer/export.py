"""The town's initiatives as a file that can be imported again: CSV, XLSX, GeoJSON.

The public version of an entry is written; of one that is not public, its draft.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

from django.utils.timezone import localtime
from openpyxl import Workbook

from kommunen.models import Category, Kommune
from kommunen.plaintext import running_text
from kommunen.prose import as_text
from kommunen.spreadsheets import FORMULA_STARTS, safe_cell
from mitmachkarte import weekdays
from mitmachkarte.models import InitiativePage
from mitmachkarte.queries import InitiativeQuerySet

from .cells import STEP_FREE, Reading
from .columns import NAMES, label, sameness
from .contents import body_text

FIELDS = [name for name in NAMES if name != "tags"]
TO_READ = ("Stand", "Bestätigt am", "Geändert am", "Adresse der Seite")  # not imported again
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
SHEET = "Initiativen"
CHUNK = 500


def exported(kommune: Kommune, pages: InitiativeQuerySet, kind: str) -> bytes:
    """A file with these initiatives of the town.

    Args:
        kind: One of `TYPES`.
    """
    return {"csv": _as_csv, "xlsx": _as_xlsx, "geojson": _as_geojson}[kind](kommune, pages)


def _as_csv(kommune: Kommune, pages: InitiativeQuerySet) -> bytes:
    """With semicolons, decimal comma and a mark for UTF-8: so does German Excel open it."""
    text = StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow(_headings())
    for page, facts in _versions(kommune, pages):
        cells = [_cell(_shown(value)) for value in _values(page, facts)]
        lines.writerow(
            cell.replace(".", ",") if name in ("lat", "lon") else cell
            for name, cell in zip([*FIELDS, *TO_READ], cells, strict=True)
        )
    return text.getvalue().encode("utf-8-sig")


def _as_xlsx(kommune: Kommune, pages: InitiativeQuerySet) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.append(_headings())
    for page, facts in _versions(kommune, pages):
        row = []
        for name, value in zip([*FIELDS, *TO_READ], _values(page, facts), strict=True):
            is_number = name in ("lat", "lon") and value is not None
            row.append(float(value) if is_number else _cell(_shown(value)))
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _as_geojson(kommune: Kommune, pages: InitiativeQuerySet) -> bytes:
    features = []
    for page, facts in _versions(kommune, pages):
        values = dict(zip(FIELDS, _values(page, facts), strict=False))
        values["name"] = values.pop("title")
        values["categories"] = [each.slug for each in facts["categories"]]
        values["step_free"] = page.step_free
        values["weekdays"] = list(page.weekdays)
        del values["lat"], values["lon"]
        feature = {
            "type": "Feature",
            "geometry": page.point.as_geojson() if page.point else None,
            "properties": {
                name: value for name, value in values.items() if value not in (None, "", [])
            },
        }
        features.append(feature)
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _headings() -> list[str]:
    return [*map(label, FIELDS), *TO_READ]


def _versions(
    kommune: Kommune, pages: InitiativeQuerySet
) -> Iterator[tuple[InitiativePage, dict[str, Any]]]:
    """Each page in the version to write, with its categories and what else stands beside it."""
    visible = {each.pk: each for each in Category.objects.visible_to(kommune)}
    by_name = Reading(list(visible.values()), kommune.root_url).by_name
    keys = list(pages.order_by("title", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        carried = defaultdict(set)
        through = InitiativePage.categories.through.objects.filter(initiativepage__in=chunk)
        for page, category in through.values_list("initiativepage", "category"):
            carried[page].add(category)
        found = InitiativePage.objects.select_related("latest_revision", "status").in_bulk(chunk)
        for stored in (found[key] for key in chunk if key in found):
            page, own = stored, carried[stored.pk]
            if not stored.live and stored.latest_revision:
                page = stored.latest_revision.as_object()
                own = {each.pk for each in page.categories.all()}
            categories = [each for key, each in visible.items() if key in own]
            names = [_name(each, by_name) for each in categories]
            facts = {"categories": categories, "names": names, "stored": stored}
            yield page, facts | {"address": kommune.root_url + _path(stored, kommune)}


def _path(page: InitiativePage, kommune: Kommune) -> str:
    return "/" + page.url_path.removeprefix(kommune.site.root_page.url_path)


def _name(category: Category, by_name: dict[str, Category]) -> str:
    """Its name if a reader finds it by that, else its slug."""
    is_clear = by_name.get(sameness(category.name)) == category
    return category.name if is_clear and not set(category.name) & set(";|,") else category.slug


def _values(page: InitiativePage, facts: dict[str, Any]) -> list:
    return [*(_value(page, name, facts) for name in FIELDS), *_to_read(facts)]


def _value(page: InitiativePage, name: str, facts: dict[str, Any]) -> object:
    if name == "categories":
        return "; ".join(facts["names"])
    if name == "description":
        return body_text(page) or ""
    if name == "how_to_join":
        return as_text(page.how_to_join)
    if name == "weekdays":
        return weekdays.in_words(page.weekdays)
    if name == "step_free":
        return STEP_FREE[page.step_free][1]
    if name == "slug":
        return facts["stored"].slug
    return getattr(page, name)


def _to_read(facts: dict[str, Any]) -> list:
    page = facts["stored"]
    state = "veröffentlicht" if page.live else "Entwurf"
    changed = page.latest_revision_created_at
    return [
        f"{state}, Änderung offen" if page.live and page.has_unpublished_changes else state,
        page.confirmed_on,
        localtime(changed).date() if changed else None,
        facts["address"] if page.live else "",
    ]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return "" if value is None else str(value)


def _cell(text: str) -> str:
    """No formula, and an apostrophe of the text's own is not taken for ours."""
    text = running_text(text)
    if text[:1] == "'" and text[1:2] and text[1] in (*FORMULA_STARTS, "'"):
        return f"'{text}"
    return str(safe_cell(text))
