"""What `check --deploy` says about this project, on top of Django's own list."""

import sqlite3

from django.core.checks import Warning as CheckWarning
from django.db import connection

# Before it, a write that meets two checkpoints may be lost: https://sqlite.org/wal.html#walresetbug
SAFE_SQLITE = (3, 51, 3)


def check_sqlite(app_configs, **kwargs) -> list[CheckWarning]:
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    return [
        CheckWarning(
            f"SQLite {sqlite3.sqlite_version} may in rare cases damage a busy database.",
            hint=f"Use SQLite {'.'.join(map(str, SAFE_SQLITE))} or newer, or PostgreSQL.",
            id="config.W001",
        )
    ]
