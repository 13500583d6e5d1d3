"""Where a town's own version of a text comes from.

A table of its own: publishing an old draft must not bring back an old version of the source.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class Adoption(models.Model):
    """A town has taken a copy of a central text, at this version."""

    tenant_path = "text__site"
    is_shown_on_pages = False
    wagtail_reference_index_ignore = True  # it is no use of the text

    text = models.OneToOneField(
        "textbausteine.Textbaustein", on_delete=models.CASCADE, related_name="adoption"
    )
    source = models.ForeignKey(
        "textbausteine.Textbaustein", on_delete=models.PROTECT, related_name="adoptions"
    )
    # Protected too, so that tidying up old revisions keeps the one that must be compared with.
    source_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The same version as towns and centre count it; moves on when the town takes over a change.
    release = models.ForeignKey(
        "textbausteine.Release", null=True, on_delete=models.SET_NULL, related_name="adoptions"
    )
    adopted_at = models.DateTimeField(_("adopted at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")

    def __str__(self) -> str:
        return f"{self.text} ← {self.source}"
