"""Found a tenant once, put its rows back for every later test: tests ask for towns all the time.

Rows are copied as the database holds them. What was made before in the same test is part of the
key, since a second tenant shares categories and workflow with the first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from wagtail.models import Site

# Made by triggers of the table they index.
DERIVED = "wagtailsearch_indexentry_fts"

# Stands among the names once a tenant has got other keys than in the snapshots: what the later
# ones hold names the keys of the first.
MADE_ANEW = "(made anew)"

Rows = dict[str, list[tuple]]

_taken: dict[tuple[str, ...], "Snapshot"] = {}


@dataclass(frozen=True)
class Snapshot:
    """What changed in the database: new rows, and rows that read differently."""

    columns: dict[str, list[str]]
    gone: Rows  # as they were before
    rows: Rows
    ground: dict[str, tuple]  # what the tables looked like before: `_measure`

    def fits(self) -> bool:
        """Whether nothing stands in the way: the test has made no rows of its own meanwhile."""
        return self.ground == _measure(self.ground)

    def put_back(self) -> None:
        # One transaction: rows name each other, and keys are checked at its end.
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.gone.items():
                key = connection.ops.quote_name(self.columns[table][0])
                cursor.executemany(
                    f"DELETE FROM {connection.ops.quote_name(table)} WHERE {key} = %s",
                    [(row[0],) for row in rows],
                )
            for table, rows in self.rows.items():
                names = ", ".join(map(connection.ops.quote_name, self.columns[table]))
                places = ", ".join(["%s"] * len(self.columns[table]))
                cursor.executemany(
                    f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})",
                    rows,
                )
        Site.clear_site_root_paths_cache()


def once(already: list[str], name: str, make: Callable[[], object]) -> None:
    """Run `make` the first time; later write the rows that it wrote then.

    Args:
        already: Names of what this test has made before; the new name is added.
    """
    already.append(name)
    key = tuple(already)
    if MADE_ANEW in already:
        make()
        return
    if key in _taken:
        if _taken[key].fits():
            _taken[key].put_back()
        else:
            make()
            already.append(MADE_ANEW)
        return
    _columns, before = _read()
    ground = _measure(before)
    make()
    columns, after = _read()
    known = {table: set(map(repr, rows)) for table, rows in before.items()}
    present = {table: set(map(repr, rows)) for table, rows in after.items()}
    gone, rows = _different(before, present), _different(after, known)
    touched = gone.keys() | rows.keys()
    _taken[key] = Snapshot(columns, gone, rows, {table: ground[table] for table in touched})


def _different(rows: Rows, others: dict[str, set[str]]) -> Rows:
    found = {
        table: [row for row in rows[table] if repr(row) not in others[table]] for table in rows
    }
    return {table: rows for table, rows in found.items() if rows}


def _measure(tables: Iterable[str]) -> dict[str, tuple]:
    """Number of rows; on SQLite, which gives numbers out again, the highest first column too."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            highest = "MAX(rowid)" if connection.vendor == "sqlite" else "0"
            cursor.execute(f"SELECT COUNT(*), {highest} FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()
    return found


def _read() -> tuple[dict[str, list[str]], Rows]:
    columns, rows = {}, {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(DERIVED):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns[table] = [column[0] for column in cursor.description]
            rows[table] = cursor.fetchall()
    return columns, rows
