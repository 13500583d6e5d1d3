"""The log that a town reads: what was delivered, what was imported, and what went wrong."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kommunen.models import TenantModel


class LogEntry(TenantModel):
    """One delivery or one import. Never holds a text, nor an address that is not masked."""

    class Kind(models.TextChoices):
        DELIVERY = "delivery", _("Delivery")
        IMPORT = "import", _("Import")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    at = models.DateTimeField(_("begun"), db_index=True)
    changed_at = models.DateTimeField(_("last change"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    about = models.CharField(_("about"), max_length=255)
    url = models.URLField(_("address of the page"), max_length=500, blank=True)
    message = models.TextField(_("what happened"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")

    def __str__(self) -> str:
        return self.about
