"""Pages of the ready site."""

from datetime import date

from wagtail.models import Page

from home.models import ContentPage, NewsIndexPage, NewsPage
from kommunen.models import Kommune


def published(page: Page, parent: Page, *, live: bool = True) -> Page:
    """Put the page below its parent: published with a revision, or as a draft."""
    page.live = live
    parent.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def content_page(
    kommune: Kommune,
    title: str = "Gute Nachbarschaft",
    *,
    parent: Page | None = None,
    live: bool = True,
    **fields,
) -> ContentPage:
    """A content page below the start page (or `parent`)."""
    page = ContentPage(title=title, **fields)
    return published(page, parent or kommune.site.root_page, live=live)


def news(
    kommune: Kommune,
    title: str = "Neue Leihstation eröffnet",
    day: date = date(2026, 11, 9),
    *,
    live: bool = True,
    **fields,
) -> NewsPage:
    """A piece of news in the town's list."""
    index = NewsIndexPage.objects.child_of(kommune.site.root_page).get()
    return published(NewsPage(title=title, date=day, **fields), index, live=live)
