"""The wheel asks for what its apps import, and the apps import what the wheel asks for."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, requires

from django.conf import settings

REPO = settings.REPO_DIR
APPS = [app for app in settings.OUR_APPS if app != "home"]
PROVIDED_BY = packages_distributions()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named_in(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in requirements}


def imported_packages() -> set[str]:
    """Distributions whose modules the apps import, the standard library and our own left out."""
    trees = [ast.parse(file.read_text()) for app in APPS for file in (REPO / app).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level
    }
    tops = {module.split(".")[0] for module in modules}
    return {
        normal(PROVIDED_BY[top][0])
        for top in tops - set(sys.stdlib_module_names) - set(settings.OUR_APPS)
    }


def test_the_wheel_asks_for_what_it_imports():
    project = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]
    asked_for = named_in(project["dependencies"])
    comes_with_wagtail = named_in(requires("wagtail"))
    imported = imported_packages()

    assert imported - asked_for - comes_with_wagtail == set()
    assert asked_for - imported == set(), "nothing imports these"
