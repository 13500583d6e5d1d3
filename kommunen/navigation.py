"""Ways through a town's site: menu, service bar, legal pages, breadcrumb. One query for all.

Everything comes from the live children of the start page. Addresses are made from the place in
the tree, since a town's host shows exactly its own tree.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from kommunen.kept.parts import kept_part
from kommunen.models import Kommune
from kommunen.registry import legal_addresses, service_addresses

MOST_IN_MENU = 5  # so that the menu needs neither a button nor a script

SERVICE_SLUGS = ["leichte-sprache", "gebaerdensprache"]
SEARCH_SLUG = "suche"
LEGAL_SLUGS = ["impressum", "datenschutz", "barrierefreiheit"]

# What a town may switch off in its settings.
SWITCHES = {"mitmachkarte": "show_map", "termintipps": "show_events", "gut-zu-wissen": "show_texts"}


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page of the site."""

    title: str
    url: str
    slug: str = ""
    current: str = ""  # for aria-current: "page", "true" for a part that holds it, or ""


class Child(NamedTuple):
    """A live child of the start page."""

    path: str
    slug: str
    title: str
    show_in_menus: bool


@dataclass(frozen=True)
class Navigation:
    """The ways of one town, seen from the address that is asked."""

    request: HttpRequest
    kommune: Kommune
    home_url: str = field(default_factory=lambda: reverse("wagtail_serve", args=[""]))

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """The navigation of this request, kept on it; None on a host that is no tenant."""
        kommune = getattr(request, "kommune", None)
        if kommune is None:
            return None
        if not hasattr(request, "_kommunen_navigation"):
            request._kommunen_navigation = cls(request, kommune)
        return request._kommunen_navigation

    @cached_property
    def home(self) -> Way:
        return self._way(self.kommune.site.root_page.title, self.home_url)

    @cached_property
    def menu(self) -> list[Way]:
        shown = [
            self.ways[child.slug]
            for child in self._children
            if child.show_in_menus and self._is_switched_on(child.slug)
        ]
        return shown[:MOST_IN_MENU]

    @cached_property
    def service(self) -> list[Way]:
        """Pages that law and courtesy put at the top, then what is no page, such as the search."""
        others = [self._way(each.title, reverse(each.url_name)) for each in service_addresses]
        return [*self._those(SERVICE_SLUGS), *others]

    @property
    def search(self) -> Way | None:
        return next((way for way in self.service if way.slug == SEARCH_SLUG), None)

    @cached_property
    def legal(self) -> list[Way]:
        """Legal pages, then what the law asks for and is no page."""
        others = [self._way(each.title, reverse(each.url_name)) for each in legal_addresses]
        return [*self._those(LEGAL_SLUGS), *others]

    @cached_property
    def place(self) -> str:
        """Where on the site one is, as far as header and footer show it."""
        marked = [self.home, *self.ways.values(), *self.service, *self.legal]
        return " ".join(f"{way.slug}={way.current}" for way in marked if way.current)

    @cached_property
    def ways(self) -> dict[str, Way]:
        """The ways to all live children of the start page, by slug."""
        return {
            child.slug: self._way(child.title, f"{self.home_url}{child.slug}/")
            for child in self._children
        }

    def to(self, slug: str) -> Way | None:
        """The way to the live child of the start page with this slug."""
        return self.ways.get(slug)

    def path_to(self, page: Page) -> str:
        """The address of one of the town's pages on its host. Costs no query."""
        return self.home_url + page.url_path.removeprefix(self.kommune.site.root_page.url_path)

    def trail(self, page: Page) -> list[Way]:
        """From the start page to the page itself; nothing for the start page.

        Costs no query for a page whose parent stands in the navigation, one for deeper pages.
        """
        root = self.kommune.site.root_page
        if not page.path.startswith(root.path) or page.depth <= root.depth:
            return []
        step = Page.steplen
        above = [page.path[:end] for end in range(len(root.path) + step, len(page.path), step)]
        titles = {child.path: child.title for child in self._children if child.path in above}
        if missing := set(above) - set(titles):
            titles |= dict(Page.objects.filter(path__in=missing).values_list("path", "title"))
        slugs = page.url_path.removeprefix(root.url_path).strip("/").split("/")
        urls = [f"{self.home_url}{'/'.join(slugs[:end])}/" for end in range(1, len(slugs) + 1)]
        names = [*(titles.get(path, "") for path in above), page.title]
        return [self.home, *map(self._way, names, urls)]

    @cached_property
    def _children(self) -> list[Child]:
        """The one query, kept until something changes in the town."""
        return kept_part(self.request, "navigation", self._read_children)

    def _read_children(self) -> list[Child]:
        rows = Page.objects.child_of(self.kommune.site.root_page).live().order_by("path")
        return [Child(*row) for row in rows.values_list(*Child._fields)]

    def _is_switched_on(self, slug: str) -> bool:
        return slug not in SWITCHES or getattr(self.kommune.settings, SWITCHES[slug])

    def _those(self, slugs: list[str]) -> list[Way]:
        return [self.ways[slug] for slug in slugs if slug in self.ways]

    def _way(self, title: str, url: str) -> Way:
        if self.request.path == url:
            current = "page"
        else:
            current = "true" if url != self.home_url and self.request.path.startswith(url) else ""
        slug = url.removeprefix(self.home_url).strip("/")
        return Way(title=title, url=url, slug=slug, current=current)
