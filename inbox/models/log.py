"""The log that a town reads: what was delivered, what was imported, and what went wrong."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Site

from kommunen.models import TenantModel, TenantQuerySet


class LogEntryQuerySet(TenantQuerySet):
    def note_import(
        self, site: Site, about: str, message: str, *, failed: bool = False
    ) -> "LogEntry":
        """Write that something came in, or did not."""
        now = timezone.now()
        return self.create(
            site=site,
            at=now,
            changed_at=now,
            kind=LogEntry.Kind.IMPORT,
            state=LogEntry.State.FAILED if failed else LogEntry.State.DONE,
            about=about[:255],
            message=message,
        )


class LogEntry(TenantModel):
    """One delivery or one import. Never holds a text, nor an address that is not masked."""

    is_shown_on_pages = False
    is_audited = False

    class Kind(models.TextChoices):
        DELIVERY = "delivery", pgettext_lazy("log", "Delivery")
        IMPORT = "import", pgettext_lazy("log", "Import")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("log", "Waiting")
        DONE = "done", pgettext_lazy("log", "Done")
        FAILED = "failed", pgettext_lazy("log", "Failed")

    at = models.DateTimeField(pgettext_lazy("log", "begun"), db_index=True)
    changed_at = models.DateTimeField(_("last change"))
    kind = models.CharField(pgettext_lazy("log", "kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(pgettext_lazy("log", "state"), max_length=10, choices=State.choices)
    about = models.CharField(pgettext_lazy("log", "about"), max_length=255)
    url = models.URLField(_("address of the page"), max_length=500, blank=True)
    message = models.TextField(_("what happened"), blank=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")

    def __str__(self) -> str:
        return self.about
