"""What citizens send in for the town to decide, and tasks that nobody sent."""

import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from kommunen.models import TenantModel


def picture_path(submission: "Submission", filename: str) -> str:
    """In a folder of its own, which is served to nobody."""
    ending = PurePosixPath(filename).suffix
    return f"kommune-{submission.site.kommune.pk}/submissions/{secrets.token_hex(16)}{ending}"


class Submission(TenantModel):
    """One thing sent in. What it means, its kind knows (`inbox.submissions.kinds`)."""

    is_shown_on_pages = False
    is_audited = False  # holds what strangers typed; who decided, it says itself

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", pgettext_lazy("submission", "Not confirmed yet")
        WAITING = "waiting", pgettext_lazy("submission", "Waits for you")
        HANDED_ON = "handed-on", pgettext_lazy("submission", "In moderation")
        DONE = "done", pgettext_lazy("submission", "Done")
        REJECTED = "rejected", pgettext_lazy("submission", "Rejected")

    key = models.CharField(
        max_length=64, unique=True, help_text=_("The same key is the same submission.")
    )
    kind = models.CharField(pgettext_lazy("submission", "kind"), max_length=40)
    state = models.CharField(
        pgettext_lazy("submission", "state"), max_length=12, choices=State.choices, db_index=True
    )
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    about = models.CharField(pgettext_lazy("submission", "about"), max_length=255)
    facts = models.JSONField(default=dict)
    picture = models.FileField(upload_to=picture_path, blank=True)
    # An address counts only once `confirmed_at` is set; before that it may be anybody's.
    email = models.EmailField(blank=True)
    consent = models.TextField(blank=True)  # the very words that were agreed to
    created_at = models.DateTimeField(_("received"))
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")

    def __str__(self) -> str:
        return self.about

    @property
    def confirmed_email(self) -> str:
        """The address that may be written to; empty before its owner has agreed."""
        return self.email if self.confirmed_at else ""
