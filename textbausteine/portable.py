"""What texts add to a tenant's archive: themselves, where they come from, and HTML and JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kommunen.lifecycle.archive.rows import rows_part
from kommunen.lifecycle.archive.streams import without_chance
from kommunen.models import Kommune
from kommunen.registry import LeftOut, PortablePart

from .models import Adoption, Textbaustein
from .placeholders import fill, fill_plain

if TYPE_CHECKING:
    from kommunen.lifecycle.archive.arrival import Arrival
    from kommunen.lifecycle.archive.departure import Departure

LEFT_OUT = [
    LeftOut(
        "textbausteine.ApprovalRequest",
        "who asks whom for approval; people do not travel, and drafts stay drafts",
    ),
    LeftOut("textbausteine.Notice", "tasks about changes of the centre here"),
    LeftOut("textbausteine.Improvement", "talk with the centre here"),
    LeftOut("textbausteine.Pin", "names a version of the centre here"),
    LeftOut("textbausteine.Withdrawal", "the text arrives as a draft"),
    LeftOut("textbausteine.Release", "made anew when the centre publishes there"),
]


def parts() -> Iterator[PortablePart]:
    yield rows_part("textbausteine.Textbaustein", 30, seen=_seen_of_the_centre)
    yield rows_part(
        "textbausteine.Adoption", 65, skip=frozenset({"release"}), prepare=_has_a_source
    )
    yield PortablePart("texts", 92, (), _export_texts)


def _seen_of_the_centre(kommune: Kommune) -> QuerySet[Textbaustein]:
    return Textbaustein.objects.shown_on(kommune.site).filter(site=None)


def _has_a_source(arrival: "Arrival", adoption: Adoption, name: str) -> bool:
    """Without the central text here, the town's version is a text of its own."""
    if adoption.source.is_central:
        return True
    arrival.note(name, _("The central text is not here; the town’s version stands alone."))
    return False


def _export_texts(departure: "Departure") -> None:
    """The town's own published texts, as citizens read them, for other programs."""
    kommune, found = departure.kommune, []
    request = _visit(kommune)
    own = Textbaustein.objects.live().for_site(None if kommune.is_central else kommune.site)
    for text in own.select_related("topic").order_by("slug"):
        title = fill_plain(text.title, kommune)
        html = _html(text, request)
        departure.writer.add_bytes(f"texts/{text.slug}.html", html.encode())
        found.append(
            {
                "slug": text.slug,
                "title": title,
                "topic": text.topic.slug if text.topic else None,
                "versions": {"teaser": fill_plain(text.teaser, kommune), "html": html},
                "language": "de",
                "updated": text.last_published_at,
                "source": text.source_lines,
                "licence": text.licence,
            }
        )
    departure.writer.add_json("texts.json", found)


def _html(text: Textbaustein, request: HttpRequest) -> str:
    """A whole page of plain HTML: no styles, no scripts."""
    context = {"request": request, "kommune": request.kommune}
    body = without_chance(fill(text.body.render_as_block(context), request.kommune))
    sources = format_html_join("", "<li>{}</li>", ((line,) for line in text.source_lines))
    return format_html(
        '<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><title>{title}</title>'
        "</head><body><h1>{title}</h1><p>{teaser}</p>{body}<ul>{sources}</ul></body></html>\n",
        title=fill_plain(text.title, request.kommune),
        teaser=fill_plain(text.teaser, request.kommune),
        body=mark_safe(body),
        sources=sources,
    )


def _visit(kommune: Kommune) -> HttpRequest:
    """Blocks ask the request whose visitors read them."""
    request = HttpRequest()
    request.META |= {"SERVER_NAME": kommune.site.hostname, "SERVER_PORT": str(kommune.site.port)}
    request.method, request.kommune = "GET", kommune
    return request
