"""House rules that only the text of the sources shows."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

REPO = Path(__file__).resolve().parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    cwd=REPO,
    capture_output=True,
    text=True,
    check=True,
).stdout.split("\0")
OURS = [
    REPO / name
    for name in TRACKED
    if name.split("/")[0] in {*settings.OUR_APPS, "site"} and (REPO / name).exists()
]
MODULES = [file for file in OURS if file.suffix == ".py" and "migrations" not in file.parts]
TEMPLATES = [file for file in OURS if "templates" in file.parts]


def name_of(file: Path) -> str:
    return str(file.relative_to(REPO))


def test_the_linter_and_the_settings_tell_the_same_order():
    contract = tomllib.loads((REPO / "pyproject.toml").read_text())["tool"]["importlinter"]

    assert contract["contracts"][0]["layers"] == ["config", *settings.OUR_APPS]


def test_site_is_a_folder_and_no_package():
    # With frozen modules off (debuggers do that) such a package hides the standard library's.
    assert not (REPO / "site/__init__.py").exists()


DOOR = REPO / "kommunen/tenancy.py"
OTHER_WAYS = re.compile(r"find_for_request|is_default_site|\{%\s*wagtail_site\b")


@pytest.mark.parametrize("file", [*MODULES, *TEMPLATES], ids=name_of)
def test_only_tenancy_asks_which_site(file):
    assert file == DOOR or not OTHER_WAYS.search(file.read_text())


GUARDED = REPO / "kommunen/fetching"
CLIENTS = re.compile(r"^\s*(from|import) (requests|urllib3|urllib\.request|http\.client)\b", re.M)


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_foreign_hosts_are_asked_by_the_guarded_fetch_only(file):
    assert GUARDED in file.parents or not CLIENTS.search(file.read_text())


# "admin": Django's autodiscovery would import it before Wagtail's policies are ready.
# The others: a module is named after what it is about.
BAD_NAMES = {"admin", "utils", "helpers", "misc", "common", "tools", "signals"}


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_modules_are_named_after_what_they_are_about(file):
    assert file.stem not in BAD_NAMES


@pytest.mark.parametrize("file", [file for file in MODULES if file.stat().st_size], ids=name_of)
def test_every_module_says_what_it_is_about(file):
    assert ast.get_docstring(ast.parse(file.read_text()))


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_no_template_writes_inline_styles_or_scripts(file):
    text = file.read_text()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert "src=" in script or "application/json" in script or "ld+json" in script, script
