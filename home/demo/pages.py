"""Start page, content pages and news, composed of blocks; and a draft that waits for approval."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from home.demo.blocks import stream
from home.demo.content import Folder
from home.demo.shelf import Shelf
from home.models import ContentPage, HomePage, NewsPage

START = "start"
NEWS = "aktuelles"


def load_pages(folder: Folder, shelf: Shelf, today: date) -> None:
    """First every page without its blocks, so that blocks may name any of them."""
    written = folder.pages("pages")
    written |= {f"{NEWS}/{path}": facts for path, facts in folder.pages("news").items()}
    drafts = [(_draft(path, facts, shelf, today), facts) for path, facts in written.items()]
    for page, facts in drafts:
        _fill(page, facts, shelf).publish()


def submit_drafts(folder: Folder, shelf: Shelf, today: date, author: AbstractUser) -> None:
    """Pages that the Redaktion has written and the Freigabe has not read yet."""
    for path, facts in folder.pages("drafts").items():
        draft = _fill(_draft(path, facts, shelf, today), facts, shelf, author)
        page = draft.as_object()
        page.get_workflow().start(page, author)


def _draft(path: str, facts: dict, shelf: Shelf, today: date) -> Page:
    """The page at its place, not public yet. The start page is there from the founding."""
    if path == START:
        return HomePage.objects.get(pk=shelf.kommune.site.root_page_id)
    above, _, slug = path.rpartition("/")
    heading = {"title": facts.pop("title"), "slug": slug, "live": False}
    if above == NEWS:
        day = today - timedelta(days=facts.pop("days_ago"))
        page = NewsPage(date=day, **heading)
    else:
        page = ContentPage(**heading)
    shelf.page(above).add_child(instance=page)
    return page


def _fill(page: Page, facts: dict, shelf: Shelf, author: AbstractUser | None = None) -> Revision:
    page = page.specific_class.objects.get(pk=page.pk)  # other pages have come below it since
    for name, value in facts.items():
        setattr(page, name, _stored(page, name, value, shelf))
    return page.save_revision(user=author)


def _stored(page: Page, name: str, value, shelf: Shelf):
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        return stream(field, value, shelf)
    finders = {"picture": shelf.picture, "contact": shelf.person}
    return finders[name](value) if name in finders else value
