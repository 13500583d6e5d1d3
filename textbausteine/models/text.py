"""The text module: written once, right in every town."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin
from wagtail.search import index

from kommunen.models.lookups import one_slug_for_each_site
from kommunen.tenancy import TenantModel
from textbausteine.blocks import EasyBlocks, ModuleBlocks
from textbausteine.forms import TextForm
from textbausteine.panels import ForTownsPanel, PlaceholdersPanel
from textbausteine.queries import TextQuerySet
from textbausteine.rich_text import RUNNING_TEXT_IN_FIELDS
from textbausteine.social import SocialInput

from .preview import TownPreviewMixin


class Textbaustein(
    TownPreviewMixin, LockableMixin, DraftStateMixin, RevisionMixin, index.Indexed, TenantModel
):
    """A text with placeholders. A town's live version hides the central one of the same slug."""

    class TargetGroup(models.TextChoices):
        CITIZENS = "citizens", _("Citizens")
        NEWCOMERS = "newcomers", _("People new in town")
        YOUNG = "young", _("Children and young people")
        INITIATIVES = "initiatives", _("Initiatives and associations")
        ADMINISTRATION = "administration", _("Administration and council")
        PRESS = "press", _("Press")

    class Occasion(models.TextChoices):
        ALWAYS = "always", pgettext_lazy("occasion", "Always fits")
        SEASON = "season", pgettext_lazy("occasion", "Season")
        CAMPAIGN = "campaign", pgettext_lazy("occasion", "Campaign or day of action")
        OFFER = "offer", pgettext_lazy("occasion", "New offer")
        EVENT = "event", pgettext_lazy("occasion", "Event")
        FUNDING = "funding", pgettext_lazy("occasion", "Funding or competition")
        REVIEW = "review", pgettext_lazy("occasion", "Looking back")

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        help_text=_("A town’s text with the slug of a central one takes its place in this town."),
    )
    topic = models.ForeignKey(
        "kommunen.Topic",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("topic"),
    )
    target_group = models.CharField(
        _("target group"), max_length=20, choices=TargetGroup.choices, default=TargetGroup.CITIZENS
    )
    occasion = models.CharField(
        _("occasion"), max_length=20, choices=Occasion.choices, default=Occasion.ALWAYS
    )
    teaser = models.TextField(
        _("teaser"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists, at most 300 characters."),
    )
    body = StreamField(ModuleBlocks(), verbose_name=_("text"), blank=True)
    social = models.TextField(
        _("social media"), max_length=5000, blank=True, help_text=_("For posts: plain text.")
    )
    press = RichTextField(_("press"), blank=True, features=RUNNING_TEXT_IN_FIELDS)
    newsletter = RichTextField(_("newsletter"), blank=True, features=RUNNING_TEXT_IN_FIELDS)
    easy = StreamField(
        EasyBlocks(),
        verbose_name=_("Leichte Sprache"),
        blank=True,
        help_text=_("Citizens switch between this version and the standard one."),
    )
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("One in each line. Shown below the text.")
    )
    licence = models.CharField(
        _("licence note"),
        max_length=200,
        blank=True,
        help_text=_("Who may use the text for what, e.g. “CC BY 4.0, MehrWert NRW”."),
    )
    responsible = models.ForeignKey(
        "kommunen.ContactPerson",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible"),
        help_text=_("Keeps the text up to date. Not shown to citizens."),
    )
    review_on = models.DateField(
        _("review on"), null=True, blank=True, help_text=_("When somebody should read it again.")
    )

    change_note = models.TextField(
        _("what has changed, and why"),
        max_length=1000,
        blank=True,
        help_text=_("The towns that use the text read it when you publish."),
    )
    act_by = models.DateField(
        _("urgent: act by"),
        null=True,
        blank=True,
        help_text=_("Only if it cannot wait, for example because a law has changed."),
    )

    objects = TextQuerySet.as_manager()

    base_form_class = TextForm
    panels = [
        TitleFieldPanel("title"),
        FieldPanel("teaser"),
        FieldPanel("body"),
        PlaceholdersPanel(classname="collapsed"),
        MultiFieldPanel(
            [
                FieldPanel("easy"),
                FieldPanel("social", widget=SocialInput),
                FieldPanel("press"),
                FieldPanel("newsletter"),
            ],
            heading=_("Versions for a purpose"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("slug", widget=SlugInput),
                FieldPanel("topic"),
                FieldRowPanel([FieldPanel("target_group"), FieldPanel("occasion")]),
            ],
            heading=_("Where it belongs"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("sources"),
                FieldPanel("licence"),
                FieldRowPanel([FieldPanel("responsible"), FieldPanel("review_on")]),
            ],
            heading=_("Sources and care"),
        ),
        ForTownsPanel([FieldPanel("change_note"), FieldPanel("act_by")], heading=_("To the towns")),
    ]
    search_fields = [
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("teaser", boost=2),
        index.SearchField("body"),
        index.SearchField("easy"),
        index.FilterField("title"),
        index.FilterField("slug"),
        index.FilterField("site"),
        index.FilterField("live"),
        index.FilterField("topic"),
        index.FilterField("target_group"),
        index.FilterField("occasion"),
        index.FilterField("last_published_at"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("Textbaustein")
        verbose_name_plural = _("Textbausteine")
        constraints = one_slug_for_each_site("textbaustein")

    def __str__(self) -> str:
        return self.title

    @property
    def stand(self) -> date | None:
        """Day of the last editorial change that citizens can see, local time; None for a draft."""
        moment = self.last_published_at
        return timezone.localtime(moment).date() if moment else None

    @property
    def origin(self) -> str:
        """Whose text it is, for the admin's list."""
        return gettext("Central") if self.is_central else gettext("Own")

    @property
    def state(self) -> str:
        """Where the work on it stands, for the admin's list; `is_waiting` comes with the query."""
        if getattr(self, "is_waiting", False):
            return pgettext("state of a text", "Waits for approval")
        if not self.live:
            return pgettext("state of a text", "Not published")
        if self.has_unpublished_changes:
            return pgettext("state of a text", "Published, with newer draft")
        return pgettext("state of a text", "Published")

    @property
    def usage_url(self) -> str:
        return reverse(self.snippet_viewset.get_url_name("usage"), args=[self.pk])

    @property
    def source_lines(self) -> list[str]:
        return [line.strip() for line in self.sources.splitlines() if line.strip()]
