"""A text that is used is not deleted but withdrawn: pages then show nothing, and nothing breaks."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from .models import Textbaustein


def keep_used_texts(request: HttpRequest, rows: Iterable[Model]) -> HttpResponse | None:
    """Wagtail's hook before snippets are deleted, one or many: refuse if one of them is in use."""
    used = [row for row in rows if isinstance(row, Textbaustein) and _is_used(row)]
    if not used:
        return None
    messages.error(
        request,
        _("Still in use: %(titles)s. Unpublish instead; pages then leave the text out.")
        % {"titles": ", ".join(_("“%(title)s”") % {"title": text} for text in used)},
    )
    return redirect(reverse(Textbaustein.snippet_viewset.get_url_name("list")))


def _is_used(text: Textbaustein) -> bool:
    return (
        text.adoptions.exists()
        or text.pins.exists()
        or ReferenceIndex.get_references_to(text).exists()
    )
