"""Pages of the ready site."""

from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Page

from home.models import ContentPage, NewsIndexPage, NewsPage, SurveyPage
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


def survey(kommune: Kommune, title: str = "Mobil in Musterstadt", *, question: str = "Wie?"):
    """A survey of one question that runs for two weeks."""
    today = timezone.localdate()
    asked = ("choice", {"question": question, "options": ["gut", "schlecht"]})
    page = SurveyPage(
        title=title,
        introduction="<p>Wir fragen, damit die Wege besser werden.</p>",
        steps=[("step", {"heading": "Ihre Wege", "questions": [asked]})],
        closes_on=today + timedelta(days=14),
        erase_on=today + timedelta(days=100),
    )
    return published(page, kommune.site.root_page)
