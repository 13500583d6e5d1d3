"""How a page of the demo gets below its parent: checked like an editor's, then published."""

from typing import TypeVar

from wagtail.models import Page

AnyPage = TypeVar("AnyPage", bound=Page)


def publish(parent: Page, page: AnyPage) -> AnyPage:
    """Put the page last below its parent and publish it.

    Raises:
        ValidationError: the content does not fit the page's fields.
    """
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
