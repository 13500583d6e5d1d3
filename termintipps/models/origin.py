"""Where an event came from, and what its source said last. Outside the revision: no draft turns
it back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class EventOrigin(models.Model):
    """An event that was read from a foreign calendar or a file.

    `theirs` is what the source said when it was read last, by field; what a page says differently
    is what the town has made better.
    """

    tenant_path = "site"
    is_audited = False
    is_shown_on_pages = False

    event = models.OneToOneField(
        "termintipps.EventPage", on_delete=models.CASCADE, related_name="origin"
    )
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    subscription = models.ForeignKey(
        "termintipps.Subscription", null=True, on_delete=models.SET_NULL, related_name="origins"
    )
    label = models.CharField(_("where it comes from"), max_length=255)
    url = models.URLField(_("address at the source"), max_length=500, blank=True)
    key = models.CharField(max_length=255)  # the UID, or what stands for it
    theirs = models.JSONField(default=dict)
    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(_("no longer there since"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "key"], name="one_event_for_each_foreign_key")
        ]

    def __str__(self) -> str:
        return self.label
