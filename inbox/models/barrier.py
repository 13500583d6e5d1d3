"""Reports of barriers as cases: the law gives a town two weeks, at most six, to answer."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.models import TenantModel, TenantQuerySet

ANSWER_WITHIN = timedelta(weeks=2)
ANSWER_AT_LAST = timedelta(weeks=6)
"""BITVNRW, section 5 (2): two weeks; with an interim notice at most six."""

SOON = timedelta(days=4)


class BarrierQuerySet(TenantQuerySet):
    def open(self) -> Self:
        return self.filter(answered_on=None)

    def most_urgent_first(self) -> Self:
        """What waits, by the day an answer is due; then what was answered, newest first."""
        waits = models.F("answered_on").desc(nulls_first=True)
        return self.order_by(waits, "due_on", "pk")


class BarrierCase(TenantModel):
    """One report, from the day it came to the day it was answered."""

    is_shown_on_pages = False
    is_audited = False  # holds what strangers typed; who answered, it says itself

    class Stage(models.TextChoices):
        OPEN = "open", pgettext_lazy("report of a barrier", "Waits for an answer")
        SOON = "soon", pgettext_lazy("report of a barrier", "Due soon")
        LATE = "late", pgettext_lazy("report of a barrier", "Overdue")
        ANSWERED = "answered", pgettext_lazy("report of a barrier", "Answered")

    key = models.CharField(max_length=64, unique=True)  # the same form sent twice is one report
    page = models.CharField(_("page"), max_length=500, blank=True)
    text = models.TextField(_("what does not work"))
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    received_on = models.DateField(_("received"))
    due_on = models.DateField(_("answer due"))
    interim_on = models.DateField(_("interim notice"), null=True, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True, db_index=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answer = models.TextField(_("answer"), blank=True)
    reminded_on = models.DateField(null=True, blank=True)  # the town, of this answer

    objects = BarrierQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("report of a barrier")
        verbose_name_plural = _("reports of barriers")

    def __str__(self) -> str:
        return self.page or str(_("Report of a barrier"))

    @property
    def stage(self) -> Stage:
        return self.stage_on(timezone.localdate())

    def stage_on(self, day: date) -> Stage:
        if self.answered_on:
            return self.Stage.ANSWERED
        if day > self.due_on:
            return self.Stage.LATE
        return self.Stage.SOON if day >= self.due_on - SOON else self.Stage.OPEN

    @property
    def last_day(self) -> date:
        """The day after which no interim notice helps any more."""
        return self.received_on + ANSWER_AT_LAST
