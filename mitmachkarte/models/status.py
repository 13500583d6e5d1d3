"""Facts about an initiative that no editor writes and no old draft may bring back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InitiativeStatus(models.Model):
    """What the initiative itself and the freshness loop have said. A page may lack this row."""

    tenant_path = "page"

    page = models.OneToOneField(
        "mitmachkarte.InitiativePage",
        on_delete=models.CASCADE,
        related_name="status",
        verbose_name=_("initiative"),
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden as outdated since"), null=True, blank=True)

    class Meta:
        verbose_name = _("status of an initiative")
        verbose_name_plural = _("statuses of initiatives")

    def __str__(self) -> str:
        return str(self.page)
