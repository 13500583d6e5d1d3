"""What was imported from a file: who, when, which, and what each row found, so that it can be
undone. Upper floors make tables of it for what they import."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from kommunen.models import TenantModel, TenantQuerySet

KEPT = timedelta(days=90)  # how long an import can be undone; then its rows are forgotten
UPLOAD_KEPT = timedelta(hours=24)  # an upload that nobody carried out


class FileImportQuerySet(TenantQuerySet):
    def outdated(self, now: datetime) -> Self:
        """Uploads that nobody carried out, and imports past their time."""
        waiting = models.Q(state=FileImport.State.WAITING, at__lt=now - UPLOAD_KEPT)
        return self.filter(waiting | models.Q(at__lt=now - KEPT))

    def forget(self, now: datetime) -> int:
        """Delete what is outdated, with its rows; the town's log keeps its line.

        Returns:
            How many imports.
        """
        outdated = self.outdated(now)
        number = outdated.count()
        outdated.delete()
        return number


class FileImport(TenantModel):
    """One file of one town. While it waits it holds the file, afterwards only what was done.

    A subclass has `rows`, the `FileRow`s that point to it.
    """

    is_shown_on_pages = False

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("import", "Checked, not imported")
        DONE = "done", pgettext_lazy("import", "Imported")
        UNDONE = "undone", pgettext_lazy("import", "Undone")

    at = models.DateTimeField(pgettext_lazy("import", "when"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("import", "who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file_name = models.CharField(pgettext_lazy("import", "file"), max_length=255)
    state = models.CharField(
        pgettext_lazy("import", "state"),
        max_length=10,
        choices=State.choices,
        default=State.WAITING,
    )
    content = models.BinaryField(_("the file, until it is imported"), null=True)
    choices = models.JSONField(_("what was decided"), default=dict)
    new = models.PositiveIntegerField(pgettext_lazy("import", "new"), default=0)
    changed = models.PositiveIntegerField(pgettext_lazy("import", "changed"), default=0)
    same = models.PositiveIntegerField(pgettext_lazy("import", "the same"), default=0)

    objects = FileImportQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def counts(self) -> str:
        """What it did, in one line: “12 neu, 3 geändert, 5 unverändert”."""
        return ", ".join(
            (
                ngettext("%d new", "%d new", self.new) % self.new,
                ngettext("%d changed", "%d changed", self.changed) % self.changed,
                ngettext("%d the same", "%d the same", self.same) % self.same,
            )
        )


class FileRow(models.Model):
    """A row that made or changed a page, and how the page was before.

    A subclass has the keys `source` and `page`.
    """

    tenant_path = "source__site"
    is_shown_on_pages = False

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("row", "new")
        CHANGED = "changed", pgettext_lazy("row", "changed")

    title = models.CharField(_("name"), max_length=255)
    where = models.CharField(pgettext_lazy("of a file", "where"), max_length=40)
    state = models.CharField(pgettext_lazy("row", "state"), max_length=10, choices=State.choices)
    # Fields as they were: {"live": {…}, "draft": {…}}; empty for a new entry.
    before = models.JSONField(default=dict)
    # The page as the import left it; if it is not like that any more, undo keeps its hands off.
    revision = models.PositiveBigIntegerField()
    was_live = models.BooleanField()
    kept_because = models.CharField(_("not undone, because"), max_length=255, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.where}: {self.title}"
