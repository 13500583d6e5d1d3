"""Titles offered while somebody types."""

from wagtail.models import Page

from home.public_pages import shown_to_all
from kommunen.models import Kommune

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
    shown = shown_to_all(Page.objects.filter(pk__in=keys), kommune)
    titles = dict(shown.values_list("pk", "title"))
    found = [titles[key] for key in keys if key in titles]
    return list(dict.fromkeys(found))[:MOST_SUGGESTIONS]
