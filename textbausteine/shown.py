"""Which version of a text citizens of this town get: their town's live one, else the centre's.

All texts of a stream cost one query, their pictures, documents and links one each; what was
found is kept on the request.
"""

from collections.abc import Iterable

from django.db.models import F
from django.http import HttpRequest

from textbausteine.models import Textbaustein


def shown_version(text: Textbaustein, request: HttpRequest | None) -> Textbaustein | None:
    """The live version for the request's town; None if the text is withdrawn.

    `text` is what an editor has put on the page: its slug counts, not its tenant.
    """
    kept = _kept_on(request)
    if text.slug not in kept:
        wanted = getattr(text, "read_with", frozenset()) | {text.slug}
        kept |= _found(wanted - kept.keys(), request)
    return kept[text.slug]


def read_together(texts: Iterable[Textbaustein]) -> None:
    """Read the bodies of several texts at once, so that what they name is fetched at once."""
    texts = list(texts)
    if not texts:
        return
    streams = texts[0].body.stream_block.bulk_to_python(
        [list(text.body.raw_data) for text in texts]
    )
    for text, stream in zip(texts, streams, strict=True):
        text.body = stream


def _kept_on(request: HttpRequest | None) -> dict[str, Textbaustein | None]:
    if request is None:
        return {}
    if not hasattr(request, "_textbausteine_shown"):
        request._textbausteine_shown = {}
    return request._textbausteine_shown


def _found(slugs: Iterable[str], request: HttpRequest | None) -> dict[str, Textbaustein | None]:
    kommune = getattr(request, "kommune", None)
    site = kommune and kommune.site
    rows = Textbaustein.objects.live().usable_by(site).filter(slug__in=slugs)
    found = dict.fromkeys(slugs)
    # Own texts come last, so they take the place of the central ones.
    found |= {text.slug: text for text in rows.order_by(F("site").asc(nulls_first=True))}
    read_together(text for text in found.values() if text)
    return found
