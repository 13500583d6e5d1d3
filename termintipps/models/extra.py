"""Dates that a series has besides its rule: RDATE in RFC 5545."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from termintipps.limits import WITHIN_OUR_TIME


class ExtraDate(models.Model):
    """One more day on which the event takes place, holidays or not."""

    tenant_path = "page"

    page = ParentalKey(
        "termintipps.EventPage", on_delete=models.CASCADE, related_name="extra_dates"
    )
    date = models.DateField(_("further day"), validators=WITHIN_OUR_TIME)

    panels = [FieldPanel("date")]

    class Meta:
        ordering = ["date"]
        verbose_name = _("further date")
        verbose_name_plural = _("further dates")
        constraints = [
            models.UniqueConstraint(fields=["page", "date"], name="one_further_date_for_each_day")
        ]

    def __str__(self) -> str:
        return str(self.date)
