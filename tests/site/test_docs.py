"""The pages in docs/ say what is there: links lead somewhere, every package has its reason."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

REPO = settings.REPO_DIR
PAGES = [REPO / "README.md", *(REPO / "docs").rglob("*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPO)))
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())

    assert [target for target in targets if not (page.parent / target).exists()] == []


def required_packages() -> set[str]:
    lines = [
        line
        for name in ("requirements.in", "requirements-dev.in")
        for line in (REPO / name).read_text().splitlines()
    ]
    python = {re.match(r"[\w-]+", line)[0] for line in lines if line and line[0] not in "#-"}
    browser = json.loads((REPO / "package.json").read_text())
    return python | browser["dependencies"].keys() | browser["devDependencies"].keys()


def test_every_package_has_its_reason():
    page = (REPO / "docs/dependencies.md").read_text().lower()

    assert {name for name in required_packages() if name not in page} == set()


def test_the_readme_fits_on_a_screen():
    assert len((REPO / "README.md").read_text().splitlines()) <= 60


@pytest.mark.parametrize("target", ["run", "test", "bench", "setup"])
def test_make_has_what_the_contract_promises(target):
    assert re.search(rf"^{target}:", (REPO / "Makefile").read_text(), re.MULTILINE)


def test_every_decision_has_a_number_of_its_own():
    numbers = [page.name[:4] for page in Path(REPO / "docs/decisions").glob("*.md")]

    assert all(number.isdecimal() for number in numbers)
    assert len(numbers) == len(set(numbers))
