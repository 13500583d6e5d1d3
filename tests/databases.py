"""A database to which all migrations have been applied: made once, then copied.

The migrations take some fifteen seconds of a processor, a copy takes a moment. Django still runs
`migrate` on each copy, which then has nothing to do but to bring content types and permissions
up to date.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

VAR = settings.VAR_DIR


def is_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def copy_migrated(name: str) -> None:
    """Put a fresh copy at `name`: a file's path, or a database of the tests' PostgreSQL."""
    template = f"migrated_{_fingerprint()}"
    with _alone():
        if is_postgres():
            _copy_database(template, name)
        else:
            _copy_file(VAR / f"{template}.sqlite3", Path(name))


def url_of(name: str) -> str:
    """What `DATABASE_URL` says for a database that was copied."""
    if is_postgres():
        return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    return f"sqlite:///{name}"


def _copy_file(template: Path, file: Path) -> None:
    if not template.exists():
        for old in VAR.glob("migrated_*"):
            old.unlink()
        unfinished = template.with_suffix(".unfinished")
        _migrate(str(unfinished))
        unfinished.rename(template)
    for leftover in file.parent.glob(f"{file.name}-*"):  # the journal of an earlier run
        leftover.unlink()
    shutil.copyfile(template, file)


def _copy_database(template: str, name: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not known.fetchone():
            server.execute("DROP DATABASE IF EXISTS unfinished")
            server.execute("CREATE DATABASE unfinished")
            _migrate("unfinished")
            server.execute(f"ALTER DATABASE unfinished RENAME TO {template}")
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _migrate(name: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url_of(name)}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    command = [sys.executable, settings.SITE_DIR / "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)


def _fingerprint() -> str:
    """Of our migrations and of all packages, which bring theirs."""
    digest = hashlib.sha256()
    migrations = settings.REPO_DIR.glob("*/migrations/*.py")
    for file in sorted([*migrations, settings.REPO_DIR / "requirements.txt"]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: the first makes what the others copy."""
    with (VAR / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
