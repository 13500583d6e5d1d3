"""What stays when a tenant has been deleted: the operator's record of it, for a named time."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=3 * 365)
"""How long the operator keeps the record: the regular limitation period (§ 195 BGB)."""


class DeletedKommuneQuerySet(models.QuerySet):
    def outdated(self, at: datetime) -> Self:
        """Records whose time is over, and whose files are all gone."""
        return self.filter(deleted_at__lt=at - KEPT_FOR, leftover_files=[])

    def with_leftovers(self) -> Self:
        """Records of tenants whose files were not all removed: the process was killed."""
        return self.exclude(leftover_files=[])


class DeletedKommune(models.Model):
    """Who deleted which tenant and when. Nothing of its content, and nobody else's name."""

    deleted_at = models.DateTimeField(_("deleted at"))
    deleted_by = models.CharField(_("deleted by"), max_length=150)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10)
    key = models.CharField(_("official key"), max_length=8, blank=True)
    host = models.CharField(_("host name"), max_length=255)
    export_sha256 = models.CharField(
        _("checksum of the archive"),
        max_length=64,
        blank=True,
        help_text=_("SHA-256 of the export made before; empty if there was none."),
    )
    counts = models.JSONField(_("deleted rows"), default=dict)  # label of the model → number
    # Names in the storage, folders with a slash at the end. Emptied when they are removed.
    leftover_files = models.JSONField(default=list, editable=False)

    objects = DeletedKommuneQuerySet.as_manager()

    class Meta:
        ordering = ["-deleted_at"]
        verbose_name = _("deleted Kommune")
        verbose_name_plural = _("deleted Kommunen")

    def __str__(self) -> str:
        return f"{self.name}, {self.deleted_at:%Y-%m-%d}"
