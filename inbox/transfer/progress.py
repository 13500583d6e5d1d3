"""A page that is written while the work is done, for imports that take longer than a moment."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from .running import Steps

MARK = "<!--progress-->"


def with_progress(
    view: WagtailAdminTemplateMixin, steps: Steps, title: str
) -> StreamingHttpResponse:
    """A page that is written while the work is done. Whoever leaves it stops the work: then
    nothing has happened."""
    context = {
        "title": title,
        "header_title": str(view.source),
        "breadcrumbs_items": view.get_breadcrumbs_items(),
        "header_icon": view.header_icon,
        "source": view.source,
    }
    page = render_to_string("inbox/transfer/progress.html", context, view.request)
    head, tail = page.split(MARK)
    response = StreamingHttpResponse(
        _progress(head, tail, steps, view.source_url, _("{done} of {total} rows"), _("Go on"))
    )
    response["X-Accel-Buffering"] = "no"  # nginx would hold it all back
    return response


def _progress(head: str, tail: str, steps: Steps, url: str, line: str, link: str) -> Iterator[str]:
    yield head
    for done, total in steps:
        yield format_html("<li>{}</li>\n", line.format(done=done, total=total))
    yield format_html(
        '</ol><p><a class="button" href="{0}">{1}</a></p><meta http-equiv="refresh"'
        ' content="0;url={0}">',
        url,
        link,
    )
    yield tail
