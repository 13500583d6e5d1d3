"""Streets and places of a town with their coordinates, as the town has uploaded them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.geo import Point
from kommunen.models import TenantModel


class KnownPlace(TenantModel):
    """The list is replaced as a whole; nobody edits a single row."""

    is_shown_on_pages = False  # only the search for places reads it
    is_audited = False  # one line for a whole list: the upload writes it

    name = models.CharField(_("name"), max_length=120)
    district = models.CharField(pgettext_lazy("of a town", "district"), max_length=80, blank=True)
    lat = models.FloatField(
        _("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    words = models.CharField(max_length=250, editable=False)  # folded, for the search

    class Meta:
        verbose_name = _("known place")
        verbose_name_plural = _("known places")

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point:
        return Point(lat=self.lat, lon=self.lon)
