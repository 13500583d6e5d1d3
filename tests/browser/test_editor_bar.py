"""Wagtail's bar on the pages of a town: only for those who edit, and within our security policy."""

import pytest

from kommunen.models import Role


@pytest.fixture
def address(town, seen):
    """A page in our frame. That there is none at this address is noted in the console."""
    yield town.root_url + "/gibt-es-nicht/"
    seen.errors[:] = [each for each in seen.errors if "404 (Not Found)" not in each]


def test_an_editor_sees_the_bar_and_its_checks_find_nothing(desk, town, member, address):
    page = desk(town, member(town, Role.REDAKTION))
    page.goto(address)

    page.locator("wagtail-userbar").get_by_role("button").first.wait_for()
    page.wait_for_load_state("networkidle")


def test_a_citizen_sees_no_bar(page, address):
    page.goto(address)

    assert page.locator("wagtail-userbar").count() == 0
