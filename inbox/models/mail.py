"""Mail on its way out: written down first, then sent, then emptied."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommunen.models import TenantModel, TenantQuerySet

from .log import LogEntry


class OutgoingMailQuerySet(TenantQuerySet):
    def due(self, at: datetime) -> Self:
        """Mails to try at the moment `at`, the longest waiting first."""
        return self.filter(next_at__lte=at).order_by("next_at", "pk")

    def overdue(self, at: datetime) -> Self:
        """Mails that have been due for an hour: then `run_due` does not run."""
        return self.due(at - timedelta(hours=1))

    def claim(self, mail: "OutgoingMail", until: datetime) -> bool:
        """Take one due mail for oneself; False if another process was quicker."""
        won = self.filter(pk=mail.pk, next_at=mail.next_at).update(
            next_at=until, attempts=models.F("attempts") + 1
        )
        mail.next_at, mail.attempts = until, mail.attempts + 1
        return bool(won)


class OutgoingMail(TenantModel):
    """One mail. Once sent, address and text are gone; key and log stay as long as the log."""

    is_shown_on_pages = False
    is_audited = False

    log = models.OneToOneField(LogEntry, on_delete=models.CASCADE, related_name="mail")
    key = models.CharField(
        max_length=64, unique=True, help_text=_("The same key is the same mail; it goes out once.")
    )
    to = models.EmailField(blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it is tried again. While a process tries it, the end of that process's lease;
    # null: nothing is left to do.
    next_at = models.DateTimeField(null=True, db_index=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")

    def __str__(self) -> str:
        return self.key[:8]
