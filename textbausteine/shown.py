"""Which version of a text citizens of this town get: their town's live one, else the centre's.

The centre's may be pinned to an earlier version; in place of a withdrawn one stands its successor.
All texts of a stream cost one query, their pictures, documents and links one each; what was
found is kept on the request.
"""

from collections.abc import Iterable

from django.db.models import F, Q
from django.http import HttpRequest
from wagtail.models import Site

from textbausteine.contract.contents import apply
from textbausteine.models import Pin, Textbaustein, Withdrawal


def shown_version(text: Textbaustein, request: HttpRequest | None) -> Textbaustein | None:
    """The live version for the request's town; None if the text is withdrawn.

    `text` is what an editor has put on the page: its slug counts, not its tenant.
    """
    kept = _kept_on(request)
    if text.slug not in kept:
        wanted = getattr(text, "read_with", frozenset()) | {text.slug}
        kept |= _found(wanted - kept.keys(), request)
    return kept[text.slug]


def read_together(texts: Iterable[Textbaustein], name: str = "body") -> None:
    """Read a stream of several texts at once, so that what they name is fetched at once."""
    texts = list(texts)
    if not texts:
        return
    raw = [list(getattr(text, name).raw_data) for text in texts]
    streams = getattr(texts[0], name).stream_block.bulk_to_python(raw)
    for text, stream in zip(texts, streams, strict=True):
        setattr(text, name, stream)


def _kept_on(request: HttpRequest | None) -> dict[str, Textbaustein | None]:
    if request is None:
        return {}
    if not hasattr(request, "_textbausteine_shown"):
        request._textbausteine_shown = {}
    return request._textbausteine_shown


def as_pinned(texts: Iterable[Textbaustein], site: Site | None) -> list[Textbaustein]:
    """Central texts as the town has pinned them, with the Stand of that version; one query."""
    texts = list(texts)
    if site:
        pins = Pin.objects.for_site(site).filter(source__in=[t.pk for t in texts if t.is_central])
        pinned = {pin.source_id: pin.release for pin in pins.select_related("release")}
        for text in texts:
            if release := pinned.get(text.pk):
                apply(text, release.content).last_published_at = release.published_at
    return texts


def successors(slugs: Iterable[str], site: Site | None) -> dict[str, str]:
    """Slugs of withdrawn texts → slugs of those that take their place. The town's own word wins."""
    withdrawn = Withdrawal.objects.filter(
        Q(text__site=site) | Q(text__site=None), text__slug__in=slugs, successor__live=True
    ).order_by(F("text__site").asc(nulls_first=True))
    return dict(withdrawn.values_list("text__slug", "successor__slug"))


def _found(slugs: Iterable[str], request: HttpRequest | None) -> dict[str, Textbaustein | None]:
    kommune = getattr(request, "kommune", None)
    site = kommune and kommune.site
    found = _live(slugs, site)
    if missing := set(slugs) - found.keys():
        heirs = successors(missing, site)
        heir_texts = _live(heirs.values(), site) if heirs else {}
        found |= {slug: heir_texts.get(heirs.get(slug)) for slug in missing}
    read_together({text.pk: text for text in found.values() if text}.values())
    return found


def _live(slugs: Iterable[str], site: Site | None) -> dict[str, Textbaustein]:
    rows = Textbaustein.objects.live().usable_by(site).filter(slug__in=slugs)
    # Own texts come last, so they take the place of the central ones.
    found = {text.slug: text for text in rows.order_by(F("site").asc(nulls_first=True))}
    as_pinned(found.values(), site)
    return found
