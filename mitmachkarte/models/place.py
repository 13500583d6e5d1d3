"""Where something is, in degrees, in words, and in how many steps."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from kommunen.geo import Point


class Place(models.Model):
    """The pin is set through the form's field `location`; `lat` and `lon` are what is kept."""

    class StepFree(models.TextChoices):
        UNKNOWN = "unknown", _("not known")
        YES = "yes", pgettext_lazy("access", "step-free")
        PARTLY = "partly", pgettext_lazy("access", "partly step-free")
        NO = "no", pgettext_lazy("access", "not step-free")

    # Seven decimals are about 1 cm on the ground; WGS 84 degrees as in kommunen.geo.
    lat = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=7,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    lon = models.DecimalField(
        _("longitude"),
        max_digits=10,
        decimal_places=7,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    is_everywhere = models.BooleanField(
        _("No fixed place"),
        default=False,
        help_text=_("It is then listed as “in der ganzen Stadt” and not on the map."),
    )
    place = models.CharField(
        _("place, as people call it"),
        max_length=200,
        blank=True,
        help_text=_("Example: “Markt, neben der Bushaltestelle”"),
    )
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    locality = models.CharField(_("locality"), max_length=80, blank=True)
    district = models.CharField(
        pgettext_lazy("of a town", "district"),
        max_length=80,
        blank=True,
        help_text=_("Write it always alike: visitors can filter by it."),
    )
    step_free = models.CharField(
        _("step-free access"), max_length=8, choices=StepFree.choices, default=StepFree.UNKNOWN
    )
    access_note = models.CharField(
        _("more on access"),
        max_length=200,
        blank=True,
        help_text=_("Example: “Griffhöhe 40 bis 130 cm, Toilette mit Haltegriffen”"),
    )

    place_panels = [
        MultiFieldPanel(
            [
                FieldPanel("location"),
                FieldPanel("is_everywhere"),
                FieldPanel("place"),
                FieldRowPanel(
                    [FieldPanel("street"), FieldPanel("postcode"), FieldPanel("locality")]
                ),
                FieldPanel("district"),
                FieldRowPanel([FieldPanel("step_free"), FieldPanel("access_note")]),
            ],
            heading=_("Where"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        if self.lat is None or self.lon is None:
            return None
        return Point(lat=float(self.lat), lon=float(self.lon))

    @point.setter
    def point(self, point: Point | None) -> None:
        self.lat = round(Decimal(str(point.lat)), 7) if point else None
        self.lon = round(Decimal(str(point.lon)), 7) if point else None

    @property
    def place_lines(self) -> list[str]:
        """The place in words, line by line; empty if nobody wrote any."""
        town_line = " ".join(filter(None, (self.postcode, self.locality)))
        return list(filter(None, (self.place, self.street, town_line or self.district)))

    @property
    def access_text(self) -> str:
        """How one gets in, in one line; empty if nothing is known."""
        known = self.step_free != self.StepFree.UNKNOWN
        return ", ".join(
            filter(None, (self.get_step_free_display() if known else "", self.access_note))
        )
