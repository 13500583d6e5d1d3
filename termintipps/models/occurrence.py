"""What the calendar knows of an event besides its page: its dates, and its name in other calendars.

These rows are written by `termintipps.upkeep` from the live version of the page, by nobody
else. They stand outside the revision: publishing an old draft must not turn them back.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from termintipps.dated import Dated, Status
from termintipps.queries import OccurrenceQuerySet


class Occurrence(Dated, models.Model):
    """One date of an event, ready to be found by a range query.

    `date` names it within its series and stays when it is moved, like RECURRENCE-ID.
    """

    tenant_path = "site"
    is_audited = False

    Status = Status

    event = models.ForeignKey(
        "termintipps.EventPage", on_delete=models.CASCADE, related_name="occurrences"
    )
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    is_public = models.BooleanField(default=True)
    date = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # exclusive; an open end counts until midnight
    is_all_day = models.BooleanField(default=False)
    is_open_ended = models.BooleanField(default=False)
    is_multi_day = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CONFIRMED)
    note = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=330, blank=True)  # only if it is not the event's
    created_at = models.DateTimeField()

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "date"], name="one_occurrence_for_each_day"),
        ]
        indexes = [
            models.Index(
                fields=["site", "starts_at"],
                condition=models.Q(is_public=True, is_multi_day=False),
                name="occurrence_of_a_day",
            ),
            models.Index(
                fields=["site", "ends_at"],
                condition=models.Q(is_public=True, is_multi_day=True),
                name="occurrence_of_days",
            ),
            models.Index(fields=["event", "ends_at"], name="occurrence_of_event"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.date}"


class CalendarEntry(models.Model):
    """An event as other calendars know it. A copied page gets its own, for it is another event."""

    tenant_path = "event"
    is_audited = False

    event = models.OneToOneField(
        "termintipps.EventPage", on_delete=models.CASCADE, related_name="calendar_entry"
    )
    uid = models.CharField(max_length=255, default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of what other calendars see
    planned_until = models.DateField()
    words = models.TextField(blank=True)  # casefolded, for the text filter on both databases
    category_ids = models.JSONField(default=list)
    vevents = models.TextField(blank=True)  # as in calendar files, without what the town adds
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uid"], name="one_event_for_each_uid")]

    def __str__(self) -> str:
        return self.uid
