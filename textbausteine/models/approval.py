"""Asking for the approval of a text.

Wagtail's workflow for snippets is one for all tenants, and names its objects to every approver;
this one stays in the town of the text. Publishing the text answers the request.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _


class ApprovalQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Not answered by publishing: still waiting, or returned and not yet asked again."""
        published_at = F("text__last_published_at")
        newer = self.model.objects.filter(text=OuterRef("text"), asked_at__gt=OuterRef("asked_at"))
        return self.filter(Q(text__last_published_at=None) | Q(asked_at__gt=published_at)).exclude(
            Exists(newer)
        )

    def waiting(self) -> Self:
        return self.open().filter(returned_at=None)

    def returned(self) -> Self:
        return self.open().exclude(returned_at=None)


class ApprovalRequest(models.Model):
    """Somebody of the Redaktion has submitted a text, the Freigabe decides."""

    tenant_path = "text__site"
    is_shown_on_pages = False
    wagtail_reference_index_ignore = True  # it is no use of the text

    text = models.ForeignKey(
        "textbausteine.Textbaustein", on_delete=models.CASCADE, related_name="approval_requests"
    )
    asked_at = models.DateTimeField(_("submitted at"), auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("returned by"),
    )
    comment = models.TextField(_("comment"), blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("request for approval")
        verbose_name_plural = _("requests for approval")

    def __str__(self) -> str:
        return str(self.text)

    @property
    def is_returned(self) -> bool:
        return self.returned_at is not None
