"""What the centre has published, version by version, and how each town deals with it.

Tables of their own: publishing an old draft must not bring back what a town had decided.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.tenancy import TenantModel, TenantQuerySet


class Release(models.Model):
    """A published version of a text that says something else than the one before."""

    tenant_path = "text__site"
    is_shown_on_pages = False
    wagtail_reference_index_ignore = True  # it is no use of the text

    text = models.ForeignKey(
        "textbausteine.Textbaustein", on_delete=models.CASCADE, related_name="releases"
    )
    # As `contract.contents` reads it. A copy, so that tidying up revisions takes nothing away.
    content = models.JSONField(_("content"), default=dict)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("published by"),
    )
    note = models.TextField(_("what has changed, and why"), blank=True)
    act_by = models.DateField(_("urgent: act by"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")

    def __str__(self) -> str:
        return f"{self.text}, {timezone.localtime(self.published_at):%d.%m.%Y}"


class NoticeQuerySet(TenantQuerySet):
    def open(self) -> Self:
        return self.filter(answer="")

    def urgent_first(self) -> Self:
        return self.order_by(models.F("act_by").asc(nulls_last=True), "-pk")


class Notice(TenantModel):
    """A change of a central text, as a task of one town that uses it."""

    is_shown_on_pages = False
    wagtail_reference_index_ignore = True

    class Use(models.TextChoices):
        LIVE = "live", pgettext_lazy("use of a text", "live")
        ADOPTED = "adopted", pgettext_lazy("use of a text", "own version")
        PINNED = "pinned", pgettext_lazy("use of a text", "pinned")

    class Answer(models.TextChoices):
        NOTED = "noted", _("taken note")
        ACCEPTED = "accepted", _("accepted")
        MERGED = "merged", _("merged")
        KEPT = "kept", _("kept as it was")
        OVERTAKEN = "overtaken", _("overtaken by a newer change")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="notices")
    # The version that the town knew; empty where its own version tells (`Adoption`).
    since = models.ForeignKey(Release, null=True, on_delete=models.SET_NULL, related_name="+")
    use = models.CharField(_("use"), max_length=10, choices=Use.choices)
    # Also that of an urgent change before, if nobody has acted on it.
    act_by = models.DateField(_("act by"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a central text")
        verbose_name_plural = _("changes of central texts")
        constraints = [
            models.UniqueConstraint(fields=["site", "release"], name="one_notice_for_each_town")
        ]

    def __str__(self) -> str:
        return str(self.release.text)

    def is_late(self, today: date) -> bool:
        return not self.answer and self.act_by is not None and self.act_by < today


class Pin(TenantModel):
    """A town stays with one published version of a central text."""

    wagtail_reference_index_ignore = True

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pins")
    # The same as the release's; here so that there is one for each town.
    source = models.ForeignKey(
        "textbausteine.Textbaustein", on_delete=models.CASCADE, related_name="pins"
    )
    pinned_at = models.DateTimeField(_("pinned at"), auto_now_add=True)

    class Meta:
        verbose_name = _("pinned version")
        verbose_name_plural = _("pinned versions")
        constraints = [
            models.UniqueConstraint(fields=["site", "source"], name="one_pin_for_each_town")
        ]

    def __str__(self) -> str:
        return str(self.release)
