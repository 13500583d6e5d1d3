"""A text that is no longer offered, and which one takes its place on the pages that show it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Withdrawal(models.Model):
    """Ends when the text is published again."""

    tenant_path = "text__site"
    wagtail_reference_index_ignore = True

    text = models.OneToOneField(
        "textbausteine.Textbaustein", on_delete=models.CASCADE, related_name="withdrawal"
    )
    successor = models.ForeignKey(
        "textbausteine.Textbaustein",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("successor"),
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("withdrawal of a text")
        verbose_name_plural = _("withdrawals of texts")

    def __str__(self) -> str:
        return str(self.text)
