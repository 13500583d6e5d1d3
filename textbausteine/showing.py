"""Exactly which published pages show a text just now: what a cache of pages has to make anew.

Nested blocks count, so do pages that name the central text and show the town's version of it,
and pages that name a withdrawn text and show its successor.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from kommunen.desk.usage import keys_as_text

from .models import Textbaustein, TextsPage, Withdrawal
from .usage import site_of_each


def pages_showing(text: Textbaustein) -> PageQuerySet:
    """Pages whose blocks show it, and the lists of the towns that offer it.

    The number of queries does not depend on how many pages, towns or texts there are.
    """
    if not text.live:
        return Page.objects.none()
    shelf = _Shelf.around(text)
    named = _named_on_pages(shelf.slugs)
    pages = Page.objects.live().filter(Q(pk__in=named) | Q(pk__in=TextsPage.objects.values("pk")))
    sites = site_of_each(pages)
    lists = set(TextsPage.objects.live().values_list("pk", flat=True))
    found = [
        page
        for page, site in sites.items()
        if any(shelf.shown(slug, site) == text.pk for slug in named.get(page, ()))
        or (page in lists and shelf.offered(text.slug, site) == text.pk)
    ]
    return Page.objects.filter(pk__in=found)


@dataclass(frozen=True)
class _Shelf:
    """What stands under a few slugs in each town."""

    slugs: frozenset[str]
    live: dict[tuple[int | None, str], int]  # site and slug → key of the text
    heirs: dict[tuple[int | None, str], str]  # site and slug of a withdrawn text → slug

    @classmethod
    def around(cls, text: Textbaustein) -> "_Shelf":
        withdrawn = Withdrawal.objects.filter(successor__live=True)
        inherited = withdrawn.filter(successor__slug=text.slug).values("text__slug")
        rows = withdrawn.filter(text__slug__in=inherited)
        rows = rows.values_list("text__site", "text__slug", "successor__slug")
        heirs = {(site, slug): heir for site, slug, heir in rows}
        slugs = frozenset({text.slug, *(slug for _site, slug in heirs)})
        texts = Textbaustein.objects.live().filter(slug__in=slugs).order_by()
        live = {(site, slug): key for key, site, slug in texts.values_list("pk", "site", "slug")}
        return cls(slugs, live, heirs)

    def offered(self, slug: str, site: int) -> int | None:
        return self.live.get((site, slug)) or self.live.get((None, slug))

    def shown(self, slug: str, site: int) -> int | None:
        """As `textbausteine.shown` decides."""
        if found := self.offered(slug, site):
            return found
        heir = self.heirs.get((site, slug)) or self.heirs.get((None, slug))
        return self.offered(heir, site) if heir else None


def _named_on_pages(slugs: frozenset[str]) -> dict[int, set[str]]:
    """Keys of pages → slugs of the texts that their blocks name."""
    types = ContentType.objects.get_for_models(Textbaustein, Page)
    texts = Textbaustein.objects.filter(slug__in=slugs)
    slug_of = {str(key): slug for key, slug in texts.values_list("pk", "slug")}
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page],
        to_content_type=types[Textbaustein],
        to_object_id__in=keys_as_text(texts),
    )
    found: dict[int, set[str]] = {}
    for page, key in references.values_list("object_id", "to_object_id"):
        found.setdefault(int(page), set()).add(slug_of[key])
    return found
