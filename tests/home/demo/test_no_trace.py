"""The product knows nothing of the demo: no code holds a name, host or key of its tenants."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from home.demo.content import folders

APPS = ("site", "home", "termintipps", "mitmachkarte", "textbausteine", "inbox", "kommunen")
DEMO = Path("home/demo")


def words_of_the_demo() -> set[str]:
    """Of its towns only: the centre's host and name are everybody's words."""
    towns = [folder for folder in folders() if not folder.is_central]
    facts = [each for folder in towns for each in (folder.name, *folder.tenant.values())]
    kinds = {"stadt"}
    return {fact.lower() for fact in facts if isinstance(fact, str)} - kinds


def literals(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_python_literal_is_a_word_of_the_demo():
    forbidden = words_of_the_demo()
    found = [
        (file, literal)
        for app in APPS
        for file in (settings.REPO_DIR / app).rglob("*.py")
        if DEMO not in file.relative_to(settings.REPO_DIR).parents
        for literal in literals(file)
        if literal.lower() in forbidden
    ]

    assert found == []


def test_no_template_script_or_stylesheet_names_a_host_of_the_demo():
    hosts = [folder.tenant["host"] for folder in folders() if not folder.is_central]
    found = [
        file
        for app in APPS
        for kind in ("templates", "static")
        for folder in (settings.REPO_DIR / app).rglob(kind)
        for file in folder.rglob("*")
        if file.suffix in {".html", ".js", ".css", ".txt"}
        if any(host in file.read_text("utf-8", errors="replace") for host in hosts)
    ]

    assert found == []
