"""Where a search looks: one shelf for each kind of thing, and what a hit of it says.

Each shelf asks the index for its best hits and then the database which of them visitors may see,
so the number of queries depends on neither.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.models import NewsPage
from home.public_pages import shown_to_all
from kommunen.media import in_use
from kommunen.models import Kommune
from kommunen.navigation import Navigation
from mitmachkarte.models import InitiativePage
from termintipps.models import EventPage
from textbausteine.models import Textbaustein, TextsPage
from textbausteine.placeholders import fill_plain
from textbausteine.shown import as_pinned

MOST_HITS = 200
"""What the index is asked for on each shelf; who gets as many narrows the words."""


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    url: str
    text: str = ""
    day: date | None = None  # of news: when; of an event: the next date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Looking:
    """One question: who is asked, for which words, all of them or any."""

    navigation: Navigation
    words: str
    operator: str = "and"

    @property
    def kommune(self) -> Kommune:
        return self.navigation.kommune

    def ranked(self, things: QuerySet) -> list[int]:
        """Keys of the best hits, best first. Drafts are among them."""
        found = get_search_backend().search(self.words, things.only("pk"), operator=self.operator)
        return [thing.pk for thing in found[:MOST_HITS]]

    def path_to(self, url_path: str) -> str:
        root = self.kommune.site.root_page.url_path
        return self.navigation.home_url + url_path.removeprefix(root)


@dataclass(frozen=True)
class Shelf:
    name: str  # in the address: ?kind=
    label: str | Promise
    find: Callable[[Looking], Iterable[Hit]]


def _in_order(keys: list[int], things: QuerySet) -> list:
    found = {thing.pk: thing for thing in things}
    return [found[key] for key in keys if key in found]


def _in_tree(model: type[Page], looking: Looking) -> QuerySet:
    root = looking.kommune.site.root_page
    return model.objects.descendant_of(root, inclusive=True)


def _initiatives(looking: Looking) -> Iterable[Hit]:
    keys = looking.ranked(_in_tree(InitiativePage, looking))
    shown = InitiativePage.objects.filter(pk__in=keys).visible()
    for page in _in_order(keys, shown.only("title", "url_path", "summary", "when")):
        yield Hit(page.title, looking.path_to(page.url_path), page.summary, note=page.when)


def _events(looking: Looking) -> Iterable[Hit]:
    """What comes first; an event that is over says so."""
    keys = looking.ranked(_in_tree(EventPage, looking))
    now = timezone.now()
    to_come = Q(occurrences__is_public=True, occurrences__ends_at__gt=now)
    shown = (
        shown_to_all(EventPage.objects.filter(pk__in=keys), looking.kommune)
        .filter(occurrences__is_public=True)
        .annotate(next_at=Min("occurrences__starts_at", filter=to_come))
    )
    found = _in_order(keys, shown.only("title", "url_path", "summary"))
    for page in sorted(found, key=lambda each: each.next_at is None):
        yield Hit(
            page.title,
            looking.path_to(page.url_path),
            page.summary,
            day=timezone.localdate(page.next_at) if page.next_at else None,
            note="" if page.next_at else gettext("Is over"),
        )


def _news(looking: Looking) -> Iterable[Hit]:
    keys = looking.ranked(_in_tree(NewsPage, looking))
    shown = shown_to_all(NewsPage.objects.filter(pk__in=keys), looking.kommune)
    for page in _in_order(keys, shown.only("title", "url_path", "teaser", "date")):
        yield Hit(page.title, looking.path_to(page.url_path), page.teaser, day=page.date)


def _pages(looking: Looking) -> Iterable[Hit]:
    keys = looking.ranked(_in_tree(Page, looking).not_type(InitiativePage, EventPage, NewsPage))
    shown = shown_to_all(Page.objects.filter(pk__in=keys), looking.kommune)
    for page in _in_order(keys, shown.only("title", "url_path", "search_description")):
        yield Hit(page.title, looking.path_to(page.url_path), page.search_description)


def _texts(looking: Looking) -> Iterable[Hit]:
    page = looking.navigation.to(TextsPage.reserved_slug)
    if page is None or not looking.kommune.settings.show_texts:
        return
    site = looking.kommune.site
    keys = looking.ranked(Textbaustein.objects.usable_by(site))
    shown = Textbaustein.objects.filter(pk__in=keys).shown_on(site).defer("body")
    for text in as_pinned(_in_order(keys, shown), site):
        yield Hit(
            fill_plain(text.title, looking.kommune),
            f"{page.url}{text.slug}/",
            fill_plain(text.teaser, looking.kommune),
        )


def _documents(looking: Looking) -> Iterable[Hit]:
    """Documents that a page shows; the others are not served either (`kommunen.media`)."""
    model = get_document_model()
    keys = looking.ranked(model.objects.filter(collection=looking.kommune.collection_id))
    documents = _in_order(keys, model.objects.filter(pk__in=keys))
    shown = in_use(documents)
    for document in documents:
        if document.pk in shown:
            size = filesizeformat(document.file_size) if document.file_size else ""
            note = ", ".join(filter(None, [document.file_extension.upper(), size]))
            yield Hit(document.title, document.url, note=note)


SHELVES = [
    Shelf("initiatives", pgettext_lazy("search", "Initiatives"), _initiatives),
    Shelf("events", pgettext_lazy("search", "Events"), _events),
    Shelf("texts", pgettext_lazy("search", "Good to know"), _texts),
    Shelf("news", pgettext_lazy("search", "News"), _news),
    Shelf("pages", pgettext_lazy("search", "Pages"), _pages),
    Shelf("documents", pgettext_lazy("search", "Files to take away"), _documents),
]
