"""A server's settings: what the environment must say, and that the operator's page says so too."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from environs import EnvError

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


@pytest.fixture
def settings_with(monkeypatch):
    """Read the production settings with nothing but these variables in the environment."""

    def read(environment: dict[str, str]) -> dict:
        for name in read_by_the_code():
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_module("config.settings.production")

    return read


def test_five_variables_are_enough(settings_with):
    settings = settings_with(COMPLETE)

    assert settings["EMAIL_HOST"] == "mail.mehrwert.example"


@pytest.mark.parametrize("name", COMPLETE)
def test_a_missing_variable_stops_the_start_with_its_name(settings_with, name):
    with pytest.raises(EnvError, match=name):
        settings_with({key: value for key, value in COMPLETE.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("WAGTAILADMIN_BASE_URL", "mehrwert.example"),
        ("DATABASE_URL", "mehrwert"),
        ("EMAIL_URL", "mail.mehrwert.example"),
        ("LOG_LEVEL", "LOUD"),
        ("TRUSTED_PROXIES", "-1"),
        ("HSTS_SECONDS", "a year"),
    ],
)
def test_a_wrong_value_stops_the_start_with_its_name(settings_with, name, value):
    with pytest.raises(EnvError, match=name):
        settings_with({**COMPLETE, name: value})


def test_the_start_stops_with_one_sentence():
    started = subprocess.run(
        [sys.executable, REPO / "site/manage.py", "migrate"],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production"},
        capture_output=True,
        text=True,
    )

    assert started.returncode == 1
    assert started.stderr == (
        'Environment variable "SECRET_KEY" not set. docs/operations.md says what to set.\n'
    )


def test_s3_needs_its_keys(settings_with):
    with pytest.raises(EnvError, match="S3_ACCESS_KEY"):
        settings_with({**COMPLETE, "S3_BUCKET": "media"})


def test_redis_and_s3_are_used_when_they_are_named(settings_with):
    settings = settings_with(
        {
            **COMPLETE,
            "REDIS_URL": "redis://cache:6379/0",
            "S3_BUCKET": "media",
            "S3_ACCESS_KEY": "k",
            "S3_SECRET_KEY": "s",
        }
    )

    assert settings["CACHES"]["default"]["LOCATION"] == "redis://cache:6379/0"
    assert settings["STORAGES"]["default"]["OPTIONS"]["bucket_name"] == "media"
