"""Single dates of a series that are not as the series has them."""

from datetime import time
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from termintipps.dated import Difference
from termintipps.limits import WITHIN_OUR_TIME

if TYPE_CHECKING:
    from .event import EventPage


class DateChange(models.Model):
    """One date of a series that is different. `date` is the day the series had planned."""

    tenant_path = "page"

    Kind = Difference

    page = ParentalKey(
        "termintipps.EventPage", on_delete=models.CASCADE, related_name="date_changes"
    )
    date = models.DateField(_("planned day"), validators=WITHIN_OUR_TIME)
    kind = models.CharField(
        _("what is different?"), max_length=10, choices=Kind.choices, default=Kind.LEFT_OUT
    )
    note = models.CharField(
        _("note for visitors"), max_length=300, blank=True, help_text=_("Why? What instead?")
    )
    new_date = models.DateField(
        _("new day"),
        null=True,
        blank=True,
        validators=WITHIN_OUR_TIME,
        help_text=_("Only if moved. What stays empty stays as planned."),
    )
    place_name = models.CharField(
        _("other place"),
        max_length=120,
        blank=True,
        help_text=_("Only if it takes place elsewhere on this day."),
    )
    place_address = models.CharField(_("its address"), max_length=200, blank=True)
    new_start_time = models.TimeField(_("new begin"), null=True, blank=True)
    new_end_time = models.TimeField(_("new end"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]),
        FieldPanel("note"),
        FieldRowPanel(
            [FieldPanel("new_date"), FieldPanel("new_start_time"), FieldPanel("new_end_time")]
        ),
        FieldRowPanel([FieldPanel("place_name"), FieldPanel("place_address")]),
    ]

    class Meta:
        ordering = ["date"]
        verbose_name = _("date that differs")
        verbose_name_plural = _("dates that differ")
        constraints = [
            models.UniqueConstraint(fields=["page", "date"], name="one_change_for_each_date")
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.get_kind_display()}"

    def clean(self) -> None:
        is_moved = self.kind == self.Kind.MOVED
        moves = [self.new_date, self.new_start_time, self.new_end_time]
        if is_moved and not any(each is not None for each in moves):
            raise ValidationError({"new_date": _("Moved to when? Please give a day or a time.")})
        # What was moved and is then cancelled is cancelled at its new place.
        may_differ = (self.Kind.MOVED, self.Kind.CANCELLED)
        if self.kind not in may_differ and any(each is not None for each in moves):
            raise ValidationError(
                {"kind": _("A new day or time needs the choice “moved”. Or empty the fields.")}
            )
        if self.kind == self.Kind.ELSEWHERE and not self.place:
            raise ValidationError({"place_name": _("Where does it take place instead?")})
        if self.place and self.kind not in (self.Kind.ELSEWHERE, *may_differ):
            raise ValidationError(
                {
                    "kind": _(
                        "Another place needs the choice “at another place” or “moved”. "
                        "Or empty the field."
                    )
                }
            )

    @property
    def place(self) -> str:
        """Where it takes place instead, in one line; empty if it stays."""
        return ", ".join(filter(None, [self.place_name, self.place_address]))

    @property
    def is_left_out(self) -> bool:
        return self.kind == self.Kind.LEFT_OUT

    def times_of(self, event: "EventPage") -> tuple[time | None, time | None]:
        """Begin and end as this date has them."""
        start = self.new_start_time if self.new_start_time is not None else event.start_time
        end = self.new_end_time if self.new_end_time is not None else event.end_time
        return start, end
