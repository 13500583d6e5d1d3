"""Imports of events, and the rows they were made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inbox.models.transfer import FileImport, FileRow


class EventImport(FileImport):
    class Meta(FileImport.Meta):
        abstract = False
        verbose_name = _("import of events")
        verbose_name_plural = _("imports of events")


class ImportedEvent(FileRow):
    source = models.ForeignKey(EventImport, on_delete=models.CASCADE, related_name="rows")
    page = models.ForeignKey(
        "termintipps.EventPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(FileRow.Meta):
        abstract = False
        verbose_name = _("imported event")
        verbose_name_plural = _("imported events")
