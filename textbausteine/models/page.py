"""The public list of texts, and a page for each text below it."""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from kommunen.models import Kommune, Topic
from kommunen.pages import BasePage
from kommunen.tenancy import kommune_for, site_for
from textbausteine.placeholders import fill_plain

from .text import Textbaustein

MOST_RELATED = 5


class TextsPage(RoutablePageMixin, BasePage):
    """“Gut zu wissen”: what a town and the centre have published, by topic."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    reserved_slug = "gut-zu-wissen"

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of texts")
        verbose_name_plural = _("pages of texts")

    @path("")
    def index(self, request: HttpRequest) -> HttpResponse:
        texts = (
            Textbaustein.objects.shown_on(site_for(request))
            .select_related("topic")
            .brief()
            .order_by("topic__name", "title")
        )
        texts = _as_pinned(_without_hidden_topics(texts, kommune_for(request)), request)
        groups = [(topic, list(group)) for topic, group in groupby(texts, lambda text: text.topic)]
        return self.render(
            request, context_overrides={"groups": groups}, template="textbausteine/texts_page.html"
        )

    @path("<slug:slug>/", name="text")
    def text(self, request: HttpRequest, slug: str, is_easy: bool = False) -> HttpResponse:
        texts = Textbaustein.objects.shown_on(site_for(request))
        text = texts.select_related("topic").filter(slug=slug).first()
        if text is None and (heir := _successor(slug, request)):
            return redirect(self.get_url(request) + self.reverse_subpage("text", [heir]))
        if text:
            _as_pinned([text], request)
        if text is None or (is_easy and not text.easy):
            raise Http404
        kommune = kommune_for(request)
        _without_hidden_topics([text], kommune)
        return self.render(
            request,
            context_overrides={
                "text": text,
                "is_easy": is_easy,
                "title": fill_plain(text.title, kommune),
                "description": fill_plain(text.teaser, kommune),
                "related": _as_pinned(texts.related_to(text).brief()[:MOST_RELATED], request),
            },
            template="textbausteine/text.html",
        )

    @path("<slug:slug>/leichte-sprache/", name="easy_text")
    def easy_text(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.text(request, slug, is_easy=True)


def _without_hidden_topics(texts: Iterable[Textbaustein], kommune: Kommune) -> list[Textbaustein]:
    """Texts whose topic the town hides stay, without it, among those that have none: at the end."""
    hidden = set(Topic.objects.hidden_by(kommune).values_list("pk", flat=True))
    found = list(texts)
    for text in found:
        if text.topic_id in hidden:
            text.topic = None
    # Texts without a topic come last on every database.
    return sorted(found, key=lambda text: text.topic_id is None)


def _as_pinned(texts: Iterable[Textbaustein], request: HttpRequest) -> list[Textbaustein]:
    from textbausteine.shown import as_pinned

    return as_pinned(texts, site_for(request))


def _successor(slug: str, request: HttpRequest) -> str | None:
    from textbausteine.shown import successors

    return successors([slug], site_for(request)).get(slug)
