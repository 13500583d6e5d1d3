"""Titles offered while somebody types."""

from wagtail.models import Page

from kommunen.models import Kommune
from kommunen.privacy import PublicPageQuerySet
from mitmachkarte.models import InitiativePage

FEWEST_LETTERS = 2
MOST_SUGGESTIONS = 8
MOST_LOOKED_AT = 30


def titles_like(kommune: Kommune, words: str) -> list[str]:
    """Titles of the town's public pages that hold words beginning like these, the best first."""
    words = words.replace("\0", " ").strip()
    if len(words) < FEWEST_LETTERS:
        return []
    pages = Page.objects.descendant_of(kommune.site.root_page).only("pk").autocomplete(words)
    keys = [page.pk for page in pages[:MOST_LOOKED_AT]]
    shown = Page.objects.live().filter(pk__in=keys)
    if kommune.has_private_pages:
        shown = shown.exclude(PublicPageQuerySet(Page).private_q())
    hidden = InitiativePage.objects.filter(pk__in=keys, status__hidden_at__isnull=False)
    titles = dict(shown.exclude(pk__in=hidden.values("pk")).values_list("pk", "title"))
    found = [titles[key] for key in keys if key in titles]
    return list(dict.fromkeys(found))[:MOST_SUGGESTIONS]
