"""Lists that are kept once and used everywhere: kinds of engagement, topics, people, supporters."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from .base import TenantModel, TenantQuerySet
from .kommune import Kommune


def one_slug_for_each_site(name: str) -> list[models.UniqueConstraint]:
    """A slug is unique within a tenant, and among the central rows."""
    message = _("This slug is taken. Please choose another.")
    return [
        models.UniqueConstraint(
            fields=["site", "slug"],
            name=f"{name}_slug_once_for_each_site",
            violation_error_message=message,
        ),
        models.UniqueConstraint(
            fields=["slug"],
            condition=Q(site=None),
            name=f"{name}_slug_once_in_the_centre",
            violation_error_message=message,
        ),
    ]


class HideableQuerySet(TenantQuerySet):
    """Rows of which a town may hide the central ones, for itself."""

    def visible_to(self, kommune: Kommune) -> Self:
        """The town's own rows and the central ones it does not hide."""
        return self.usable_by(kommune.site).exclude(pk__in=self.hidden_by(kommune).values("pk"))

    def hidden_by(self, kommune: Kommune) -> Self:
        """The central rows that the town hides; entries that carry them keep them."""
        if kommune.settings.pk is None:  # defaults: nothing is hidden
            return self.none()
        return getattr(kommune.settings, self.model.hidden_in).all()


class Category(index.Indexed, TenantModel):
    """A kind of engagement: filter on map and calendar, colour and sign of a marker."""

    class Look(models.TextChoices):
        """Colours of the eight kinds; the value is the name of the CSS token."""

        GAERTEN = "gaerten", _("Green")
        REPARIEREN = "reparieren", _("Copper")
        TEILEN = "teilen", _("Pink")
        LEBENSMITTEL = "lebensmittel", _("Red")
        MOBILITAET = "mobilitaet", _("Blue")
        ENERGIE = "energie", _("Ochre")
        BILDUNG = "bildung", _("Violet")
        VERNETZUNG = "vernetzung", _("Petrol")

    class Pictogram(models.TextChoices):
        GAERTEN = "k-gaerten", _("Leaf")
        REPARIEREN = "k-reparieren", _("Spanner")
        TEILEN = "k-teilen", _("Arrows")
        LEBENSMITTEL = "k-lebensmittel", _("Apple")
        MOBILITAET = "k-mobilitaet", _("Bicycle")
        ENERGIE = "k-energie", pgettext_lazy("pictogram", "Sun")  # alone it is a weekday
        BILDUNG = "k-bildung", _("Book")
        VERNETZUNG = "k-vernetzung", _("Network")

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60)
    kind = models.CharField(
        _("colour"), max_length=20, choices=Look.choices, default=Look.VERNETZUNG
    )
    pictogram = models.CharField(
        _("pictogram"), max_length=20, choices=Pictogram.choices, default=Pictogram.VERNETZUNG
    )
    letter = models.CharField(
        _("letter"),
        max_length=1,
        validators=[RegexValidator(r"^[A-ZÄÖÜ]$", _("One capital letter, please."))],
        help_text=_("Stands in the marker for people who cannot tell the colours apart."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Leave empty for a kind of its own. Otherwise whoever looks for the wider kind "
            "finds this one too. There are two levels."
        ),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = HideableQuerySet.as_manager()
    hidden_in = "hidden_categories"
    """Field of `KommuneSettings` with the central rows that a town hides."""

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("pictogram"), FieldPanel("letter")]),
        FieldPanel("sort_order"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("id"),  # choosers leave out what a town hides
        index.FilterField("site"),
    ]

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = one_slug_for_each_site("category")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Two levels; a town may hang its own below a central one, the centre not the reverse."""
        if self.parent is None:
            return
        has_children = self.pk and type(self).objects.filter(parent=self.pk).exists()
        if self.parent_id == self.pk or self.parent.parent_id or has_children:
            raise ValidationError(
                {"parent": _("There are two levels: choose a kind that belongs to no other.")}
            )
        if self.parent.site_id not in (None, self.site_id):
            raise ValidationError({"parent": _("This kind belongs to another town.")})


class Topic(index.Indexed, TenantModel):
    """What a text is about."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60)

    objects = HideableQuerySet.as_manager()
    hidden_in = "hidden_topics"

    panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("id"),  # choosers leave out what a town hides
        index.FilterField("site"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = one_slug_for_each_site("topic")

    def __str__(self) -> str:
        return self.name


class ContactPerson(index.Indexed, TenantModel):
    """Somebody to turn to. Kept once, shown wherever a page names them."""

    class Task(models.TextChoices):
        """What texts of the centre may name a town's contact for."""

        CLIMATE = "climate", _("Climate protection")
        ENGAGEMENT = "engagement", _("Engagement and volunteering")
        PARTICIPATION = "participation", _("Citizens’ participation")
        PRESS = "press", _("Press")

    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("function"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    task = models.CharField(
        pgettext_lazy("contact person", "task"),
        max_length=20,
        choices=Task.choices,
        blank=True,
        help_text=_("Texts of the centre then name this person in your town."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    show_email = models.BooleanField(
        _("show the e-mail address"),
        default=False,
        help_text=_("Only with the person’s consent. Better: the address of an office."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("task"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("show_email")]),
        FieldPanel("phone"),
        FieldPanel("portrait"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.FilterField("site"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")

    def __str__(self) -> str:
        return self.name

    @property
    def public_email(self) -> str:
        return self.email if self.show_email else ""


class Supporter(index.Indexed, TenantModel):
    """A funder or partner, shown with its logo."""

    name = models.CharField(_("name"), max_length=160)
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    url = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("logo"), FieldPanel("url")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("site"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("supporter")
        verbose_name_plural = _("supporters")

    def __str__(self) -> str:
        return self.name
