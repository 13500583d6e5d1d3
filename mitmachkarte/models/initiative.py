"""An initiative: people whom others can join, with all that one needs to know before going."""

from datetime import date

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail.search import index

from kommunen.models import Category, Kommune
from kommunen.pages import BasePage
from kommunen.registry import entry_sections
from kommunen.tenancy import kommune_for
from mitmachkarte.blocks import InitiativeBlocks
from mitmachkarte.forms import InitiativeForm
from mitmachkarte.freshness.ageing import FRESH_FOR, note_for
from mitmachkarte.queries import InitiativeQuerySet
from mitmachkarte.sharing import share
from mitmachkarte.still_map import StillMap, still_map
from mitmachkarte.structured_data import as_script, organization
from mitmachkarte.weekdays import WeekdaysField, in_words

from .contact import Contact
from .place import Place

# A drawing for an initiative without a picture, by the look of its category.
SCENES = {
    "gaerten": "gemeinschaftsgarten",
    "reparieren": "repair-cafe",
    "teilen": "kleidertausch",
    "lebensmittel": "fairteiler",
    "mobilitaet": "lastenrad",
    "energie": "balkonsolar",
    "bildung": "workshop",
    "vernetzung": "runder-tisch",
}


class InitiativePage(Place, Contact, BasePage):
    """Name (the title), and what, when, where, how to join."""

    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        help_text=_(
            "What happens here? Stands in the list and below the name. "
            "Example: “Mit Werkzeug und Geduld: Hier bleibt ganz, was sonst im Müll landet.”"
        ),
    )
    categories = ParentalManyToManyField(
        "kommunen.Category",
        verbose_name=_("kinds of engagement"),
        related_name="+",
        help_text=_("The first one that is ticked gives colour and sign on the map."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without a picture, a drawing of its kind is shown."),
    )
    body = StreamField(InitiativeBlocks(), verbose_name=_("what it is about"), blank=True)
    when = models.CharField(
        _("when"),
        max_length=200,
        blank=True,
        help_text=_("Example: “jeden 2. Samstag, 14 bis 17 Uhr” or “täglich, rund um die Uhr”"),
    )
    weekdays = WeekdaysField(
        _("days of the week"),
        help_text=_("Visitors can look for what is on a certain day. Every day: tick all."),
    )
    wanted = models.CharField(
        _("wanted"),
        max_length=80,
        blank=True,
        help_text=_(
            "Where a hand is wanted just now, without the word “Gesucht”. "
            "Example: “Abholdienste am Mittwoch”. Empty it when somebody was found."
        ),
    )
    how_to_join = RichTextField(
        _("how to join"),
        blank=True,
        features=["ul", "bold", "italic", "link"],
        help_text=_("What must one bring, know or do first? Short points are best."),
    )
    cost = models.CharField(
        _("cost"), max_length=120, blank=True, help_text=_("Example: “keine” or “Spende erwünscht”")
    )
    is_free = models.BooleanField(
        _("free of charge"),
        default=False,
        help_text=_("Taking part costs nothing; a donation may be asked for."),
    )
    languages = models.CharField(
        _("languages"),
        max_length=120,
        blank=True,
        help_text=_(
            "Example: “Deutsch, Türkisch, Englisch”. Visitors can filter by them: put commas "
            "between, and write them always alike."
        ),
    )

    objects = PageManager.from_queryset(InitiativeQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("summary"),
                FieldPanel(
                    "categories", widget=forms.CheckboxSelectMultiple, required_on_save=False
                ),
                FieldPanel("image"),
                FieldPanel("body"),
            ],
            heading=_("What"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("when"),
                FieldPanel("weekdays"),
                FieldPanel("wanted"),
                FieldPanel("how_to_join"),
                FieldRowPanel([FieldPanel("cost"), FieldPanel("is_free")]),
                FieldPanel("languages"),
            ],
            heading=_("When and how to join"),
        ),
        *Place.place_panels,
        *Contact.contact_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("wanted"),
        index.SearchField("district"),
        index.AutocompleteField("district"),
    ]
    base_form_class = InitiativeForm
    parent_page_types = ["mitmachkarte.MitmachkartePage"]
    subpage_types: list[str] = []
    template = "mitmachkarte/initiative.html"

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    @property
    def is_on_map(self) -> bool:
        return self.point is not None and not self.is_everywhere

    @cached_property
    def confirmed_on(self) -> date | None:
        """Day on which the initiative itself said that all of this is right."""
        return self.status.confirmed_on if hasattr(self, "status") else None

    @property
    def when_text(self) -> str:
        """When it takes place, in its own words or else by the days of the week."""
        return self.when or in_words(self.weekdays)

    @property
    def cost_text(self) -> str:
        return self.cost or (_("free of charge") if self.is_free else "")

    @property
    def is_confirmation_old(self) -> bool:
        return bool(self.confirmed_on) and timezone.localdate() - self.confirmed_on > FRESH_FOR

    @property
    def age_note(self) -> str:
        """What readers should know about an entry that nobody has confirmed for long."""
        return note_for(self)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page; of what is hidden as outdated only that, and how to bring it back."""
        status = getattr(self, "status", None)
        if status and status.hidden_at and not getattr(request, "is_preview", False):
            context = {"page": self, "kommune": kommune_for(request)}
            return TemplateResponse(request, "mitmachkarte/hidden.html", context, status=410)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from mitmachkarte.entries import map_path
        from mitmachkarte.neighbours import neighbours_of  # it asks for initiatives

        kommune = kommune_for(request)
        carried = {category.pk for category in self.categories.all()}
        categories = [each for each in Category.objects.visible_to(kommune) if each.pk in carried]
        return {
            **super().get_context(request, *args, **kwargs),
            "kommune": kommune,
            "categories": categories,
            "still_map": self._still_map(kommune, categories),
            "scene": SCENES.get(categories[0].kind) if categories else None,
            "sections": self._sections(request),
            "share": share(self.title, self.get_full_url(request) or ""),
            "neighbours": neighbours_of(self, kommune),
            "near": f"{self.lat},{self.lon}",
            "map_url": map_path(),
            "structured_data": as_script(organization(self, request)),
        }

    def _still_map(self, kommune: Kommune, categories: list[Category]) -> StillMap | None:
        if not self.is_on_map:
            return None
        return still_map(kommune, self.point, next(iter(categories), None))

    def _sections(self, request: HttpRequest) -> list[SafeString]:
        """What higher floors add to this page, e.g. the initiative's next events."""
        made = (make(self, request) for make in entry_sections)
        return [
            render_to_string(section.template, section.context, request)
            for section in made
            if section
        ]
