"""DATABASE_URL: what each database needs to be safe for several writers."""

import pytest
from environs import EnvError

from config import checks
from config.database import database_from


@pytest.fixture
def url(monkeypatch):
    return lambda value: monkeypatch.setenv("DATABASE_URL", value)


def test_sqlite_writes_ahead_and_waits_its_turn(url):
    url("sqlite:////srv/db.sqlite3")

    database = database_from()

    assert database["NAME"] == "/srv/db.sqlite3"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_is_pooled(url):
    url("postgres://u:p%40ss@db:5433/mehrwert")

    database = database_from()

    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db", 5433, "p@ss")
    assert database["OPTIONS"]["pool"]["max_size"] == 4
    assert database["CONN_MAX_AGE"] == 0


def test_the_default_is_for_the_desk_only(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert database_from(default="sqlite:///:memory:")["ENGINE"].endswith("sqlite3")
    with pytest.raises(EnvError, match="DATABASE_URL"):
        database_from()


@pytest.mark.parametrize(
    ("version", "warned"),
    [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 53, 0), False)],
)
def test_warns_of_an_sqlite_that_may_lose_writes(monkeypatch, version, warned):
    monkeypatch.setattr(checks.connection, "vendor", "sqlite")
    monkeypatch.setattr(checks.sqlite3, "sqlite_version_info", version)

    assert bool(checks.check_sqlite(None)) == warned
