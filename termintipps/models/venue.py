"""Where an event takes place: in a house, on a screen, or both."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.geo import Point
from termintipps.dated import Dated

WEB_ADDRESS = [URLValidator(schemes=["http", "https"])]


class Venue(models.Model):
    """The pin is set through the form's field `location`; `lat` and `lon` are what is kept."""

    class LinkShows(models.IntegerChoices):
        """From when on visitors see the link to take part; minutes before the begin."""

        A_QUARTER_BEFORE = 15, _("15 minutes before the begin")
        AN_HOUR_BEFORE = 60, _("one hour before the begin")
        A_DAY_BEFORE = 24 * 60, _("one day before the begin")
        A_WEEK_BEFORE = 7 * 24 * 60, _("one week before the begin")

    place_name = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("As people call it: “Bürgerhaus”.")
    )
    place_address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("Street, number, town.")
    )
    district = models.CharField(_("district"), max_length=80, blank=True)
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
    is_online = models.BooleanField(_("takes place online, too"), default=False)
    online_url = models.URLField(
        _("link to take part online"), blank=True, validators=WEB_ADDRESS, max_length=500
    )
    online_url_minutes = models.PositiveIntegerField(
        pgettext_lazy("online link", "visitors see the link"),
        null=True,
        blank=True,
        choices=LinkShows.choices,
        help_text=_("Empty: at once. Otherwise it stands in no list and no calendar file before."),
    )
    is_step_free = models.BooleanField(_("step-free access"), default=False)
    accessibility = models.CharField(
        _("access"),
        max_length=300,
        blank=True,
        help_text=_("Lift, toilet, induction loop, sign language: what is there, what is not?"),
    )

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """Where to go, in one line; empty for a meeting that is online only."""
        return ", ".join(filter(None, [self.place_name, self.place_address, self.district]))

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
    def open_online_url(self) -> str:
        """The link, if everybody may see it at any time."""
        return self.online_url if self.is_online and self.online_url_minutes is None else ""

    def online_url_at(self, dated: Dated | None, at: datetime) -> str:
        """The link for this date, if visitors may see it at the moment `at` (aware)."""
        if self.online_url_minutes is None or dated is None:
            return self.open_online_url
        opens_at = dated.starts_at - timedelta(minutes=self.online_url_minutes)
        is_open = self.is_online and opens_at <= at < dated.ends_at and not dated.is_cancelled
        return self.online_url if is_open else ""
