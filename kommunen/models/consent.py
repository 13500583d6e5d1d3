"""What one tenant lets another show: a row between the two, never a copy and never an alias.

A row belongs to the tenant that gives (`site`), and two have a say in it: the giver makes and
deletes it, the receiver writes `state`. Only `kommunen.sharing.agreeing` writes such rows.
"""

from typing import Self

from django.db import models
from django.db.models import Case, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from .base import TenantModel, TenantQuerySet
from .kommune import Kommune


class ConsentQuerySet(TenantQuerySet):
    def received_by(self, kommune: Kommune) -> Self:
        """What others have offered to this tenant, decided or not."""
        return self.filter(receiver=kommune)

    def undecided_first(self) -> Self:
        """What waits for an answer, then the rest; the newest first."""
        decided_last = Case(When(state=Consent.State.WAITING, then=0), default=1)
        return self.order_by(decided_last, "-offered_at", "-pk")

    def in_force(self) -> Self:
        """Both sides agree, and the giving tenant is open to the public."""
        return self.filter(state=Consent.State.SHOWN, site__kommune__state=Kommune.State.LIVE)


class Consent(TenantModel):
    """The base of both kinds."""

    is_audited = False  # each town's record tells what its own people did: `agreeing` writes it

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("consent", "not decided yet")
        SHOWN = "shown", pgettext_lazy("consent", "shown")
        DECLINED = "declined", pgettext_lazy("consent", "not shown")

    receiver = models.ForeignKey(
        Kommune, on_delete=models.CASCADE, related_name="+", verbose_name=_("where it is shown")
    )
    state = models.CharField(
        pgettext_lazy("consent", "state"),
        max_length=8,
        choices=State.choices,
        default=State.WAITING,
    )
    offered_at = models.DateTimeField(_("offered on"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.site_id} → {self.receiver_id}"


class EntryConsent(Consent):
    """One page of the giver may be shown by the receiver; its page stays at home."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("entry")
    )
    by_entry = models.BooleanField(
        _("offered by the initiative itself"), default=False, editable=False
    )

    class Meta:
        ordering = ["offered_at", "pk"]
        verbose_name = _("consent for an entry")
        verbose_name_plural = _("consents for entries")
        constraints = [
            models.UniqueConstraint(fields=["page", "receiver"], name="entry_offered_once")
        ]


class TownConsent(Consent):
    """Everything public of one kind of the giver may be shown by the receiver."""

    what = models.CharField(_("what"), max_length=40)  # a name of `registry.shareables`

    class Meta:
        ordering = ["offered_at", "pk"]
        verbose_name = _("consent of a town")
        verbose_name_plural = _("consents of towns")
        constraints = [
            models.UniqueConstraint(fields=["site", "receiver", "what"], name="town_consents_once")
        ]
