"""Is it on the map already? A hint for people, never a decision."""

from difflib import SequenceMatcher

from kommunen.models import Kommune
from mitmachkarte.folding import folded
from mitmachkarte.models import InitiativePage

ALIKE = 0.8  # of 1; "Repair-Café West" and "Repaircafe West" are at 0.94
MOST = 3


def similar_entries(kommune: Kommune, name: str, website: str = "") -> list[InitiativePage]:
    """Entries of almost the same name or with the same website, the nearest first. One query.

    Args:
        name: Of what is to be new.
    """
    sought, host = _letters(name), _bare(website)
    found = []
    pages = InitiativePage.objects.in_town(kommune).visible().only("title", "slug", "website")
    for page in pages.order_by("pk").iterator(chunk_size=500):
        likeness = _likeness(sought, _letters(page.title))
        if host and host == _bare(page.website):
            likeness = 1.0
        if likeness >= ALIKE:
            found.append((likeness, page))
    found.sort(key=lambda each: -each[0])
    return [page for _likeness, page in found[:MOST]]


def _likeness(one: str, other: str) -> float:
    if min(len(one), len(other)) >= 6 and (one in other or other in one):
        return 0.9
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _letters(name: str) -> str:
    return "".join(sign for sign in folded(name) if sign.isalnum())


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold()
