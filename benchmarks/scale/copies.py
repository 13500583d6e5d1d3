"""Many tenants in little time: the rows of one founded town, copied with new keys.

Founding 11,000 towns takes two hours; copying their rows takes a few minutes. A copy has all that
the founded town has: site, pages with revisions, groups with permissions, people, a picture, and
the search index.
"""

import uuid
from collections.abc import Callable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Collection, Page

HOST = "vorlage.example"
SLUG = "vorlage-example"
NAME = "Vorlage"
TREES = {"wagtailcore_page": Page, "wagtailcore_collection": Collection}
TOWN_DEPTH = 2  # of its start page, and of its collection

Row = dict[str, str | None]
Tables = dict[str, list[Row]]


def read_tables() -> Tables:
    """Every row of every table, each value in PostgreSQL's own text form."""
    return {table: _rows(table) for table in connection.introspection.table_names()}


def new_rows(before: Tables, after: Tables) -> Tables:
    """The rows whose first column (their key) was not there before."""
    found = {}
    for table, rows in after.items():
        known = {_key(row) for row in before[table]}
        if fresh := [row for row in rows if _key(row) not in known]:
            found[table] = fresh
    return found


def multiply(template: Tables, count: int) -> None:
    """Write `count` copies of the template's rows, numbered from 1.

    Foreign keys are not checked meanwhile: they are right by construction, and checking a
    million of them takes longer than writing them.
    """
    copier = _Copier(template)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table, rows in template.items():
            names = ", ".join(f'"{name}"' for name in rows[0])
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for values in copier.copies(table, count):
                    copy.write_row(values)
        cursor.execute("SET session_replication_role = DEFAULT")
        for table in template:
            _move_sequence(cursor, table)
        for table in TREES:
            cursor.execute(
                f'UPDATE "{table}" SET numchild = numchild + %s WHERE depth = 1', [count]
            )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


class _Copier:
    """Knows how each column of each table changes from one town to the next."""

    def __init__(self, template: Tables):
        self.template = template
        self.references = {table: _references(table) for table in template}
        self.places = {  # where in its table the template has the row with this key
            table: {_key(row): place for place, row in enumerate(rows)}
            for table, rows in template.items()
        }
        self.next_keys = {table: _highest_key(table) + 1 for table in template}
        self.tables_of_types = {
            str(each.pk): _own_table(each) for each in ContentType.objects.all()
        }
        self.branches = {
            table: min((row["path"] for row in template[table]), key=len) for table in TREES
        }

    def copies(self, table: str, count: int) -> Iterator[list[str | None]]:
        changes = [self._changes(table, row) for row in self.template[table]]
        for number in range(1, count + 1):
            for place, row in enumerate(self.template[table]):
                copy = {name: _renamed(value, number) for name, value in row.items()}
                for name, change in changes[place].items():
                    copy[name] = change(number)
                yield list(copy.values())

    def _changes(self, table: str, row: Row) -> dict[str, Callable[[int], str]]:
        found: dict[str, Callable[[int], str]] = {}
        for column, value in row.items():
            target = self.references[table].get(column)
            if column == "id":
                target = table
            elif column in {"object_id", "to_object_id"}:
                kind = "to_content_type_id" if column.startswith("to_") else "content_type_id"
                target = self.tables_of_types.get(row.get(kind) or "")
            if target and value in self.places.get(target, {}):
                found[column] = self._shifted(target, value)
        if table in TREES:
            found["path"] = self._moved(table, row["path"])
        if "translation_key" in row:
            found["translation_key"] = lambda number: str(uuid.uuid4())
        if table == "kommunen_kommune":
            found["key"] = lambda number: f"{number:08d}"
        return found

    def _shifted(self, table: str, key: str) -> Callable[[int], str]:
        """The key of the same row in the town with this number."""
        root = self.references[table].get(next(iter(self.template[table][0])))
        if root in self.template:  # a page type: its key is the page's
            return self._shifted(root, key)
        first, stride, place = self.next_keys[table], len(self.places[table]), self.places[table]
        return lambda number: str(first + (number - 1) * stride + place[key])

    def _moved(self, table: str, path: str) -> Callable[[int], str]:
        tree, branch = TREES[table], self.branches[table]
        last = tree._str2int(branch[-tree.steplen :])
        above, below = branch[: -tree.steplen], path[len(branch) :]
        return lambda number: tree._get_path(above, TOWN_DEPTH, last + number) + below


def _renamed(value: str | None, number: int) -> str | None:
    if value is None or "orlage" not in value:
        return value
    return (
        value.replace(HOST, f"stadt-{number}.example")
        .replace(SLUG, f"stadt-{number}-example")
        .replace(NAME, f"Stadt {number}")
    )


def _key(row: Row) -> str:
    return next(iter(row.values())) or ""


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        columns = [
            each.name for each in connection.introspection.get_table_description(cursor, table)
        ]
        if "id" in columns:
            columns.remove("id")
            columns.insert(0, "id")
        names = ", ".join(f'"{name}"::text' for name in columns)
        cursor.execute(f'SELECT {names} FROM "{table}" ORDER BY 1')
        return [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]


def _references(table: str) -> dict[str, str]:
    """Column to the table that its foreign key names."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_relations(cursor, table)
    return {column: target[1] for column, target in found.items()}


def _own_table(content_type: ContentType) -> str | None:
    model = content_type.model_class()
    if model is None:
        return None
    return "wagtailcore_page" if issubclass(model, Page) else model._meta.db_table


def _highest_key(table: str) -> int:
    if "id" not in _columns(table):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT MAX(id) FROM "{table}"')
        return cursor.fetchone()[0]


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [each.name for each in connection.introspection.get_table_description(cursor, table)]


def _move_sequence(cursor, table: str) -> None:
    if "id" in _columns(table):
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), MAX(id)) FROM \"{table}\""
        )
