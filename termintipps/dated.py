"""What every date of an event can say about itself, whether it is a row or only planned."""

from datetime import date, datetime, time

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from termintipps import clock


class Status(models.TextChoices):
    CONFIRMED = "confirmed", _("takes place")
    CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")
    MOVED = "moved", pgettext_lazy("event", "moved")


class Difference(models.TextChoices):
    """In what way a single date is not as its series has it."""

    LEFT_OUT = "left_out", _("left out (not shown)")
    CANCELLED = "cancelled", _("cancelled (stays visible as such)")
    MOVED = "moved", _("moved to another day or time")
    ELSEWHERE = "elsewhere", _("takes place, at another place")
    NOTED = "noted", _("takes place, with a note")


class Dated:
    """Wall times and words of a date; the class it is mixed into holds the moments."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    is_open_ended: bool
    status: str

    @property
    def first_day(self) -> date:
        return clock.local(self.starts_at).date()

    @property
    def last_day(self) -> date:
        """Last day it touches; what ends at midnight leaves the next day alone."""
        return clock.last_day(self.starts_at, self.ends_at)

    @property
    def start_time(self) -> time | None:
        """None if it takes the whole day."""
        return None if self.is_all_day else clock.local(self.starts_at).time()

    @property
    def end_time(self) -> time | None:
        """None if it takes the whole day or has no fixed end."""
        if self.is_all_day or self.is_open_ended:
            return None
        return clock.local(self.ends_at).time()

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_moved(self) -> bool:
        return self.status == Status.MOVED
