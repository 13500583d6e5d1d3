"""A page of text, pictures and whatever else the blocks offer."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from home.blocks import AsideBlocks, PageBlocks
from home.headlines import headlines
from home.sections import LaidOut, lay_out, running_text
from kommunen.kept.parts import kept_part, part_of
from kommunen.pages import BasePage
from kommunen.privacy import PublicPageQuerySet

from .lead import Lead


class Article(Lead):
    """What pages with running text have in common: body, side column, reading time."""

    body = StreamField(PageBlocks(), verbose_name=_("text"), blank=True)

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        laid_out: LaidOut = kept_part(
            request, part_of(self, "article"), lambda: lay_out(self.body, context)
        )
        return {**context, **laid_out._asdict()}


class ContentPage(Article, BasePage):
    """An article, or the entrance to the pages below it."""

    kicker = models.CharField(
        _("kicker"),
        max_length=60,
        blank=True,
        help_text=_("One or two words above the title, e.g. “Regionalgespräch”."),
    )
    contact = models.ForeignKey(
        "kommunen.ContactPerson",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact person"),
        help_text=_("Stands at the top of the side column."),
    )
    aside = StreamField(
        AsideBlocks(),
        verbose_name=_("side column"),
        blank=True,
        help_text=_("What goes along with the text: files to take away, hints, more contacts."),
    )

    objects = PageManager.from_queryset(PublicPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kicker"),
        *Lead.lead_panels,
        FieldPanel("body"),
        FieldPanel("contact"),
        FieldPanel("aside"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *Lead.lead_search_fields,
        index.SearchField("body"),
        index.SearchField("aside"),
    ]
    subpage_types = ["home.ContentPage", "home.SurveyPage"]
    template = "home/content.html"

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["contact"] = {"person": self.contact}
        context["aside"] = kept_part(
            request, part_of(self, "aside"), lambda: running_text(self.aside, context)
        )
        context["has_aside"] = bool(self.contact_id or context["aside"])
        context["subpages"] = kept_part(
            request, part_of(self, "subpages"), lambda: headlines(self.subpages, request)
        )
        return context

    @property
    def subpages(self) -> PublicPageQuerySet:
        """Pages below that citizens may see, in the order of the tree."""
        if not self.path:  # a preview before it was saved
            return ContentPage.objects.none()
        return ContentPage.objects.child_of(self).live().public().defer_streamfields()
