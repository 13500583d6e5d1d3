"""Facts about an initiative that no editor writes and no old draft may bring back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InitiativeStatus(models.Model):
    """What the initiative itself and the freshness loop have said. A page may lack this row."""

    tenant_path = "page"

    class Stage(models.IntegerChoices):
        """How far the freshness loop has come since the initiative last said anything."""

        FRESH = 0, pgettext_lazy("freshness", "nothing to ask")
        ASKED = 1, pgettext_lazy("freshness", "asked")
        REMINDED = 2, pgettext_lazy("freshness", "reminded")
        REMINDED_AGAIN = 3, pgettext_lazy("freshness", "reminded twice")
        WITH_TOWN = 4, pgettext_lazy("freshness", "the town is asked")
        HIDDEN = 5, pgettext_lazy("freshness", "hidden")

    page = models.OneToOneField(
        "mitmachkarte.InitiativePage",
        on_delete=models.CASCADE,
        related_name="status",
        verbose_name=_("initiative"),
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    # The last day on which anybody who may said that the entry stays: the initiative, the town.
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    stage = models.PositiveSmallIntegerField(
        _("freshness"), choices=Stage.choices, default=Stage.FRESH
    )
    stage_on = models.DateField(_("since"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden as outdated since"), null=True, blank=True)

    class Meta:
        verbose_name = _("status of an initiative")
        verbose_name_plural = _("statuses of initiatives")

    def __str__(self) -> str:
        return str(self.page)
