"""Moving through a page with the keyboard alone."""

from collections.abc import Callable

from playwright.sync_api import Page

MOST_STEPS = 80


def focused(page: Page) -> str:
    """Id, name or words of what has the focus."""
    return page.evaluate(
        "(now => now.id || now.name || now.textContent.trim())(document.activeElement)"
    )


def tab_to(page: Page, wanted: str, settle: Callable[[Page], None] | None = None) -> None:
    """Press Tab until `focused` gives the wanted id, name or words; fails if it never does.

    Args:
        settle: Waits after each step, where a page cannot keep up with a machine.
    """
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if settle:
            settle(page)
        if focused(page) == wanted:
            return
    raise AssertionError(f"{wanted} cannot be reached with the Tab key")
