"""News: what is new, newest first."""

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from home.headlines import headlines
from home.queries import NewsQuerySet
from home.teasers import Teasers
from kommunen.pages import BasePage

from .content import Article
from .lead import Lead

PAGE_SIZE = 10


class NewsPage(Article, BasePage):
    """One piece of news."""

    date = models.DateField(pgettext_lazy("news", "date"), default=timezone.localdate)

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        *Lead.lead_panels,
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *Lead.lead_search_fields,
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "home/news.html"

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")


class NewsIndexPage(BasePage):
    """All news of the town. There is one for each town, at a fixed address."""

    intro = models.CharField(
        _("intro"),
        max_length=300,
        blank=True,
        help_text=_("One sentence below the heading: what is to be read here?"),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1
    template = "home/news_index.html"
    reserved_slug = "aktuelles"

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    @property
    def description(self) -> str:
        return self.search_description or self.intro

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """`?page=` turns the pages; one that does not exist is the last, no number the first."""
        context = super().get_context(request, *args, **kwargs)
        below = NewsPage.objects.child_of(self) if self.path else NewsPage.objects.none()
        pages = Paginator(below.visible().newest_first(), PAGE_SIZE)
        context["page_obj"] = pages.get_page(request.GET.get("page"))
        context["news"] = headlines(context["page_obj"], request)
        context["teasers"] = Teasers.of(request)
        return context
