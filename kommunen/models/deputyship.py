"""A deputy: somebody takes over another's roles in a town for some days."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .kommune import Kommune


class DeputyshipQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Running or still to come."""
        return self.filter(ended_at=None)

    def running(self, day: date) -> Self:
        return self.open().filter(starts_on__lte=day, ends_on__gte=day)

    def about(self, user: models.Model) -> Self:
        """Those in which the person is away, or steps in."""
        return self.filter(Q(absent=user) | Q(deputy=user))


class Deputyship(models.Model):
    """From the first to the last day, both included, the deputy holds the roles of who is away.

    A role that is held only so says it on the membership (`Membership.lent_by`).
    """

    tenant_path = "kommune__site"
    is_shown_on_pages = False
    wagtail_reference_index_ignore = True

    kommune = models.ForeignKey(Kommune, on_delete=models.CASCADE, related_name="deputyships")
    # Kept when the account goes: the lent roles still have to be taken back.
    absent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who is away"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("deputy"),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = DeputyshipQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("deputyship")
        verbose_name_plural = _("deputyships")

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y}–{self.ends_on:%d.%m.%Y}"
