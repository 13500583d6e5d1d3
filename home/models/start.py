"""The start page: a promise, the town as a picture, and sections that editors put together."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import PageBlocks
from home.sections import sections_of
from home.teasers import Teasers
from kommunen.kept.parts import kept_part, part_of
from kommunen.pages import BasePage


class HomePage(BasePage):
    """A tenant's start page, the root of its tree."""

    headline = models.CharField(
        _("headline"),
        max_length=80,
        blank=True,
        help_text=_("A promise in a few words. Empty: the title."),
    )
    lead = models.TextField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_("Two or three sentences below: who does what here, and how to join in?"),
    )
    body = StreamField(
        PageBlocks(),
        verbose_name=_("sections"),
        blank=True,
        help_text=_("Each block becomes a section; white and tinted grounds take turns."),
    )

    content_panels = [
        FieldPanel("title", classname="title"),  # Wagtail's own would look for a slug
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("lead")], heading=_("Start picture"), icon="home"
        ),
        FieldPanel("body"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        )
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("headline"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "mitmachkarte.MitmachkartePage",
        "termintipps.TermintippsPage",
        "textbausteine.TextsPage",
        "home.NewsIndexPage",
        "home.ContentPage",
        "home.SurveyPage",
        "home.ImprintPage",
        "home.PrivacyPage",
        "home.AccessibilityPage",
    ]
    template = "home/start.html"

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")

    @property
    def description(self) -> str:
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["teasers"] = Teasers.of(request)
        context["sections"] = kept_part(
            request, part_of(self, "sections"), lambda: sections_of(self.body, context)
        )
        return context

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only the command that sets up a tenant makes a start page."""
        return False
