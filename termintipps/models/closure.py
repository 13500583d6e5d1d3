"""School holidays and other times in which series pause, kept by the centre and by towns."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Site

from kommunen.models import TenantModel
from termintipps.limits import LONGEST, WITHIN_OUR_TIME
from termintipps.series import Stretch


class Closure(TenantModel):
    """Days, both inclusive, that a series leaves out if it heeds them; central ones for all."""

    name = models.CharField(_("name"), max_length=80, help_text=_("Example: “Herbstferien 2027”"))
    first_day = models.DateField(_("first day"), validators=WITHIN_OUR_TIME)
    last_day = models.DateField(_("last day"), validators=WITHIN_OUR_TIME)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]

    class Meta:
        ordering = ["first_day", "name"]
        verbose_name = _("holidays")
        verbose_name_plural = _("holidays")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def stretches_for(cls, site: Site) -> list[Stretch]:
        """First and last days of what holds in a town: its own and the centre's."""
        return list(cls.objects.usable_by(site).values_list("first_day", "last_day"))

    def clean(self) -> None:
        if self.first_day and self.last_day:
            if self.last_day < self.first_day:
                raise ValidationError({"last_day": _("The last day lies before the first.")})
            if self.last_day - self.first_day > LONGEST:
                raise ValidationError({"last_day": _("Holidays last a year at most.")})
