"""A server's settings: what the environment must say, and that the operator's page says so too."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
READERS = [*(REPO / "site/config").rglob("*.py"), REPO / "deploy/gunicorn.conf.py"]
PAGE = (REPO / "docs/operations.md").read_text()
EXAMPLE = (REPO / "deploy/example.env").read_text()

READ = re.compile(r"env\.\w+\(\s*['\"]([A-Z0-9_]+)")
NAME = re.compile(r"`([A-Z][A-Z0-9_]+)`")
DESK = {"PORT", "DEBUG"}  # read by `make run` only


def read_by_the_code() -> set[str]:
    return {name for file in READERS for name in READ.findall(file.read_text())}


def explained_in_tables() -> set[str]:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in NAME.findall(row.split("|")[1])}


def test_the_page_explains_what_the_code_reads():
    assert read_by_the_code() - DESK <= explained_in_tables()
    assert set(NAME.findall(PAGE)) >= DESK


def test_the_page_explains_nothing_the_code_does_not_read():
    assert explained_in_tables() <= read_by_the_code()


def test_the_example_names_every_variable_of_the_page():
    named = set(re.findall(r"^#?([A-Z0-9_]+)=", EXAMPLE, flags=re.MULTILINE))

    assert named == explained_in_tables()


COMPLETE = {
    "SECRET_KEY": "s" * 50,
    "DATABASE_URL": "postgres://u:p@localhost/db",
    "WAGTAILADMIN_BASE_URL": "https://mehrwert.example",
    "DEFAULT_FROM_EMAIL": "mehrwert@mehrwert.example",
    "EMAIL_URL": "submission://u:p@mail.mehrwert.example",
}


def settings_with(environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, REPO / "site/manage.py", "diffsettings"],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"}
        | environment,
        capture_output=True,
        text=True,
    )


def test_five_variables_are_enough():
    assert settings_with(COMPLETE).returncode == 0


@pytest.mark.parametrize("name", COMPLETE)
def test_a_missing_variable_stops_the_start_with_its_name(name):
    started = settings_with({key: value for key, value in COMPLETE.items() if key != name})

    assert started.returncode == 1
    assert started.stderr.count("\n") == 1, "one sentence, no traceback"
    assert name in started.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("WAGTAILADMIN_BASE_URL", "mehrwert.example"),
        ("LOG_LEVEL", "LOUD"),
        ("TRUSTED_PROXIES", "-1"),
        ("HSTS_SECONDS", "a year"),
    ],
)
def test_a_wrong_value_stops_the_start_with_its_name(name, value):
    started = settings_with({**COMPLETE, name: value})

    assert started.returncode == 1
    assert name in started.stderr
    assert "Traceback" not in started.stderr


def test_s3_needs_its_keys():
    assert "S3_ACCESS_KEY" in settings_with({**COMPLETE, "S3_BUCKET": "media"}).stderr


def test_what_is_named_is_used():
    started = settings_with(
        {
            **COMPLETE,
            "REDIS_URL": "redis://cache:6379/0",
            "S3_BUCKET": "media",
            "S3_ACCESS_KEY": "k",
            "S3_SECRET_KEY": "s",
        }
    )

    assert "django.core.cache.backends.redis.RedisCache" in started.stdout
    assert "storages.backends.s3.S3Storage" in started.stdout
