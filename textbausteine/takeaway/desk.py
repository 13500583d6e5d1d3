"""The admin's page from which a communication team takes a text along: copies and documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from kommunen.tenancy import kommune_for
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill_plain
from textbausteine.shown import as_pinned

from .access import takeable
from .copies import copies_of, source_line
from .documents import WORD, document_of, file_name
from .pictures import by_address


class TakeView(WagtailAdminTemplateMixin, TemplateView):
    """Published texts only, as the citizens of the host's town read them."""

    template_name = "textbausteine/takeaway/take.html"
    header_icon = "copy"
    page_title = gettext_lazy("Copy")

    @cached_property
    def text(self) -> Textbaustein:
        return _text(self.request, self.kwargs["text_id"])

    def get_page_subtitle(self) -> str:
        return fill_plain(self.text.title, kommune_for(self.request))

    def get_breadcrumbs_items(self) -> list[dict]:
        list_url = reverse(Textbaustein.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": list_url, "label": Textbaustein._meta.verbose_name_plural},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        source = source_line(self.text, kommune_for(self.request))
        return {
            **super().get_context_data(**kwargs),
            "text": self.text,
            "copies": [each.with_source(source) for each in copies_of(self.text, self.request)],
            "source": source,
        }


@require_safe
def word_document(request: HttpRequest, text_id: int, kind: str) -> HttpResponse:
    """One version as `.docx`."""
    text, kommune = _text(request, text_id), kommune_for(request)
    for copy in copies_of(text, request):
        if copy.kind == kind:
            copy = copy.with_source(source_line(text, kommune))
            content = document_of(text, copy, kommune, by_address([text], kommune))
            name = file_name(text, copy, "docx")
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse(content, content_type=WORD, headers=headers)
    raise Http404


def _text(request: HttpRequest, key: int) -> Textbaustein:
    found = takeable(request).filter(pk=key).first()
    if found is None:
        raise Http404
    return as_pinned([found], kommune_for(request).site)[0]


def take_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [
        path("text-kopieren/<int:text_id>/", TakeView.as_view(), name="textbausteine_take"),
        path(
            "text-kopieren/<int:text_id>/<slug:kind>.docx", word_document, name="textbausteine_word"
        ),
    ]
