"""The pages of the ready site."""

from kommunen.pages import BasePage


class HomePage(BasePage):
    """A tenant's start page."""

    subpage_types: list[str] = []
