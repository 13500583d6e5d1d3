"""Who shows a town's embeds, as far as the town and its operator need to know it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.hosts import validate_origin

from .kommune import Kommune


class EmbedHostWish(models.Model):
    """A host that a town would like to show its embeds; the operator allows it, or does not."""

    tenant_path = "kommune__site"
    is_shown_on_pages = False

    kommune = models.ForeignKey(Kommune, on_delete=models.CASCADE, related_name="embed_host_wishes")
    origin = models.CharField(_("origin"), max_length=255, validators=[validate_origin])
    wished_on = models.DateField(_("asked for on"), default=timezone.localdate)

    class Meta:
        ordering = ["wished_on", "pk"]
        verbose_name = _("host asked for")
        verbose_name_plural = _("hosts asked for")
        constraints = [
            models.UniqueConstraint(fields=["kommune", "origin"], name="embed_host_wish_once"),
        ]

    def __str__(self) -> str:
        return self.origin


class EmbedCheck(models.Model):
    """A foreign page that the town has had checked, and what was found last."""

    tenant_path = "kommune__site"
    is_shown_on_pages = False

    class State(models.TextChoices):
        FINE = "fine", pgettext_lazy("embed", "shows it")
        HINT = "hint", pgettext_lazy("embed", "shows it, with a hint")
        BROKEN = "broken", pgettext_lazy("embed", "does not show it")

    kommune = models.ForeignKey(Kommune, on_delete=models.CASCADE, related_name="embed_checks")
    url = models.CharField(_("address of the page"), max_length=500)
    state = models.CharField(pgettext_lazy("embed", "state"), max_length=10, choices=State.choices)
    # What `kommunen.embedding.checking.Finding` holds, as it was written for people.
    findings = models.JSONField(_("what was found"), default=list)
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)

    class Meta:
        ordering = ["url"]
        verbose_name = _("checked page")
        verbose_name_plural = _("checked pages")
        constraints = [
            models.UniqueConstraint(fields=["kommune", "url"], name="embed_check_once"),
        ]

    def __str__(self) -> str:
        return self.url


class EmbedDay(models.Model):
    """How often a foreign page asked for an embed on one day. It tells nothing of a visitor."""

    tenant_path = "kommune__site"
    is_shown_on_pages = False
    is_audited = False
    wagtail_reference_index_ignore = True

    kommune = models.ForeignKey(Kommune, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("embed"), max_length=20)
    # Origin, and the path where the page's referrer policy tells it; never a query.
    page = models.CharField(_("page"), max_length=500)
    day = models.DateField(_("day"))
    loads = models.PositiveIntegerField(_("loads"), default=0)
    is_allowed = models.BooleanField(_("host is allowed"))

    class Meta:
        verbose_name = _("day of an embed")
        verbose_name_plural = _("days of embeds")
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "kind", "page", "day"], name="embed_day_once"
            ),
        ]
        indexes = [models.Index(fields=["day"], name="embed_day_by_day")]

    def __str__(self) -> str:
        return f"{self.page}, {self.day}"
