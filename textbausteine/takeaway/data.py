"""Open data: what a town has published, so that other systems show the live text."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from kommunen.tenancy import kommune_for
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill_plain
from textbausteine.shown import as_pinned

from .copies import address_of, copies_of, read_both_streams, source_line


@require_safe
def texts_json(request: HttpRequest) -> JsonResponse:
    """Serve own and central texts as a JSON list, by title. A fixed number of queries."""
    kommune = kommune_for(request)
    shown = Textbaustein.objects.shown_on(kommune.site).select_related("topic")
    texts = as_pinned(shown.order_by("title", "pk"), kommune.site)
    read_both_streams(texts)
    response = JsonResponse(
        [_item(text, request) for text in texts],
        safe=False,  # a list at the top: browsers have read it as data since 2009
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _item(text: Textbaustein, request: HttpRequest) -> dict:
    kommune = kommune_for(request)
    return {
        "slug": text.slug,
        "title": fill_plain(text.title, kommune),
        "topic": text.topic.slug if text.topic else None,
        "versions": {copy.kind: copy.formats for copy in copies_of(text, request)},
        "language": "de",
        "updated": text.last_published_at,
        "source": source_line(text, kommune),
        "sources": text.source_lines,
        "licence": text.licence,
        "url": address_of(text, kommune),
    }
