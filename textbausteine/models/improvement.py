"""What a town proposes to the centre for a central text."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.tenancy import TenantModel, TenantQuerySet


class ImprovementQuerySet(TenantQuerySet):
    def waiting(self) -> Self:
        return self.filter(state=Improvement.State.WAITING)


class Improvement(TenantModel):
    """A town's published version, handed to the centre as it was at that moment."""

    is_shown_on_pages = False
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("improvement", "waits for the centre")
        ACCEPTED = "accepted", pgettext_lazy("improvement", "accepted")
        DECLINED = "declined", pgettext_lazy("improvement", "declined")

    source = models.ForeignKey(
        "textbausteine.Textbaustein", on_delete=models.CASCADE, related_name="improvements"
    )
    content = models.JSONField(_("content"), default=dict)
    comment = models.TextField(_("what is better, and why"), max_length=2000)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    reason = models.TextField(_("answer of the centre"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("proposed improvement")
        verbose_name_plural = _("proposed improvements")

    def __str__(self) -> str:
        return str(self.source)
