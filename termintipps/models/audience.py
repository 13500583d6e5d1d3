"""For whom an event is meant above all. Nobody is shut out by it: it is a help to find."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.Model):
    """One field for each group, so that a filter is a plain condition on every database."""

    for_families = models.BooleanField(_("families"), default=False)
    for_children = models.BooleanField(_("children"), default=False)
    for_young_people = models.BooleanField(_("young people"), default=False)
    for_older_people = models.BooleanField(_("older people"), default=False)
    for_beginners = models.BooleanField(
        pgettext_lazy("target group", "people who begin"),
        default=False,
        help_text=_("One needs to know nothing beforehand."),
    )

    class Meta:
        abstract = True

    @property
    def target_groups(self) -> list[str]:
        """Names of the groups, as people read them."""
        groups = TARGET_GROUPS.values()
        return [
            str(self._meta.get_field(each).verbose_name) for each in groups if getattr(self, each)
        ]


TARGET_GROUPS = {
    "families": "for_families",
    "children": "for_children",
    "young": "for_young_people",
    "older": "for_older_people",
    "beginners": "for_beginners",
}
"""What `?for=` says, and the field it asks."""
