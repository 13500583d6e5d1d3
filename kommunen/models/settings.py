"""What a town may change itself: its looks, its map, its contact and legal data, its switches."""

from typing import Self

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Site

from kommunen.look.theme import validate_brand_colour


@register_setting(icon="cog")
class KommuneSettings(BaseSiteSetting):
    """Settings of one tenant. Reading them never creates a row."""

    tenant_path = "site"

    class Mood(models.TextChoices):
        FRISCH = "frisch", _("Fresh: tinted ground, round corners")
        KRAEFTIG = "kraeftig", _("Bold: the town’s colour as ground of the start picture")
        KLAR = "klar", _("Clear: white ground, tight corners")

    class BaseMap(models.TextChoices):
        OUTLINES = "outlines", _("The outline of the town, without streets")
        OWN_HOST = "own_host", _("Streets, handed out by our own address")
        CONSENT = "consent", _("Streets from the service, once a visitor agrees")

    claim = models.CharField(
        _("claim"),
        max_length=60,
        blank=True,
        default="nachhaltig mitmachen",
        help_text=_("The small line below the name in the header."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Without a logo the town’s outline stands in the header."),
    )
    brand_colour = models.CharField(
        _("brand colour"),
        max_length=7,
        default="#14613e",
        validators=[validate_brand_colour],
        help_text=_("As #rrggbb, dark enough for white text. If it is not, we propose one."),
    )
    mood = models.CharField(_("mood"), max_length=10, choices=Mood.choices, default=Mood.FRISCH)

    map_lat = models.DecimalField(
        _("map centre, latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Leave empty: the map then shows the whole town."),
    )
    map_lon = models.DecimalField(
        _("map centre, longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    map_zoom = models.PositiveSmallIntegerField(
        _("map zoom"), null=True, blank=True, validators=[MaxValueValidator(18)]
    )
    base_map = models.CharField(
        _("what lies below the map"),
        max_length=10,
        choices=BaseMap.choices,
        default=BaseMap.OUTLINES,
        help_text=_("By our own address nobody else learns who looks at the map."),
    )
    # The name of a service that the operator offers (`kommunen.tiles.services`).
    tile_service = models.CharField(_("map service"), max_length=40, blank=True)
    hidden_categories = models.ManyToManyField(
        "kommunen.Category",
        blank=True,
        limit_choices_to={"site": None},
        related_name="+",
        verbose_name=_("hidden categories"),
    )
    hidden_topics = models.ManyToManyField(
        "kommunen.Topic",
        blank=True,
        limit_choices_to={"site": None},
        related_name="+",
        verbose_name=_("hidden topics"),
    )

    asks_initiatives = models.BooleanField(
        _("ask initiatives whether their entry is still right"), default=True
    )
    ask_after_months = models.PositiveSmallIntegerField(
        _("months until an entry is asked about"),
        default=12,
        validators=[MinValueValidator(3), MaxValueValidator(60)],
    )
    remind_after_days = models.PositiveSmallIntegerField(
        _("days until each reminder"),
        default=21,
        validators=[MinValueValidator(7), MaxValueValidator(180)],
        help_text=_("Two reminders, then the entry is a task for you."),
    )
    hide_after_days = models.PositiveSmallIntegerField(
        _("days until the entry is hidden"),
        default=42,
        validators=[MinValueValidator(7), MaxValueValidator(365)],
        help_text=_("Counted from the day it became a task. Nothing is ever deleted."),
    )

    asks_for_arithmetic = models.BooleanField(
        _("let browsers do some arithmetic against spam"),
        default=False,
        help_text=_(
            "It runs unseen while people write. Whoever cannot do it, for want of JavaScript, may "
            "still send, but only a few times an hour."
        ),
    )

    contact_email = models.EmailField(
        _("e-mail for messages"),
        blank=True,
        help_text=_("Receives reports of barriers. It is not shown on the site."),
    )
    legal_body = models.CharField(
        _("legal body"),
        max_length=200,
        blank=True,
        help_text=_("Who is responsible, e.g. “Stadt Musterstadt, die Bürgermeisterin”."),
    )
    legal_address = models.TextField(_("postal address"), blank=True)
    legal_phone = models.CharField(_("phone"), max_length=40, blank=True)
    legal_email = models.EmailField(
        _("public e-mail"), blank=True, help_text=_("Stands in the imprint, so it is public.")
    )
    privacy_officer = models.TextField(_("data protection officer"), blank=True)

    show_map = models.BooleanField(_("Mitmachkarte in the menu"), default=True)
    show_events = models.BooleanField(_("Termintipps in the menu"), default=True)
    show_texts = models.BooleanField(_("Texts in the menu"), default=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("claim"),
                FieldPanel("logo"),
                FieldPanel("brand_colour", widget=forms.TextInput(attrs={"type": "color"})),
                FieldPanel("mood"),
            ],
            heading=_("Looks"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("map_lat"), FieldPanel("map_lon"), FieldPanel("map_zoom")]
                ),
                FieldPanel("base_map", widget=forms.RadioSelect),
                FieldPanel("tile_service"),
            ],
            heading=_("Map"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("asks_initiatives"),
                FieldRowPanel(
                    [
                        FieldPanel("ask_after_months"),
                        FieldPanel("remind_after_days"),
                        FieldPanel("hide_after_days"),
                    ]
                ),
            ],
            heading=_("How entries stay current"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("asks_for_arithmetic"),
                FieldPanel("contact_email"),
                FieldPanel("legal_body"),
                FieldPanel("legal_address"),
                FieldPanel("legal_phone"),
                FieldPanel("legal_email"),
                FieldPanel("privacy_officer"),
            ],
            heading=_("Contact and legal data"),
        ),
        MultiFieldPanel(
            [FieldPanel("show_map"), FieldPanel("show_events"), FieldPanel("show_texts")],
            heading=_("Building blocks"),
        ),
    ]

    class Meta:
        verbose_name = _("settings of the Kommune")
        verbose_name_plural = _("settings of the Kommunen")

    def __str__(self) -> str:
        return str(self.site)

    @classmethod
    def for_site(cls, site: Site | None) -> Self | None:
        """The site's settings; unsaved defaults if there are none (Wagtail would write a row)."""
        if site is None:
            return None
        if "kommunesettings" in site._state.fields_cache:  # joined by KommuneQuerySet.complete()
            found = site._state.fields_cache["kommunesettings"]
        else:
            found = cls.base_queryset().filter(site=site).first()
        return found or cls(site=site)
