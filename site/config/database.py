"""The database from `DATABASE_URL`: SQLite made safe for writers, or PostgreSQL with a pool."""

from environs import env

SQLITE_OPTIONS = {
    # Readers beside one writer; an acknowledged write survives a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    # A writer takes its lock at BEGIN, so it waits for its turn instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds a writer waits; below gunicorn's own patience of 30
}


def database_from(default: str | None = None) -> dict:
    """Return Django's settings for the database named by `DATABASE_URL`.

    Raises:
        environs.EnvError: the variable is missing and there is no default, or it is no URL.
    """
    url = env.dj_db_url("DATABASE_URL", default) if default else env.dj_db_url("DATABASE_URL")
    if url["ENGINE"].endswith("sqlite3"):
        # Opening the file and setting its pragmas anew for each request costs more than a query.
        return {**url, "CONN_MAX_AGE": 600, "OPTIONS": SQLITE_OPTIONS}
    # Connections for each process. A thread needs one, so no fewer than WEB_THREADS.
    pool = {"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", 4), "timeout": 10}
    # The pool keeps connections, so Django itself must not (CONN_MAX_AGE); a connection which
    # the server has closed meanwhile is replaced instead of failing a visitor's request.
    return {**url, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"pool": pool}}
