"""The database from `DATABASE_URL`: SQLite made safe for writers, or PostgreSQL with a pool."""

from environs import env

SQLITE_OPTIONS = {
    # Readers and one writer side by side; a writer takes its lock at BEGIN, so it waits instead of failing.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
}
POOL_SIZE = 4  # connections for each process


def database_from(default: str | None = None) -> dict:
    """Return Django's settings for the database named by `DATABASE_URL`.

    Raises:
        environs.EnvError: the variable is missing and there is no default.
    """
    url = env.dj_db_url("DATABASE_URL", default) if default else env.dj_db_url("DATABASE_URL")
    if url["ENGINE"].endswith("sqlite3"):
        return {**url, "OPTIONS": SQLITE_OPTIONS}
    return {**url, "CONN_MAX_AGE": 0, "OPTIONS": {"pool": {"min_size": 1, "max_size": POOL_SIZE}}}
