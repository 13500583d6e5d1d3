"""Imports of initiatives, and the rows they were made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inbox.models.transfer import FileImport, FileRow


class InitiativeImport(FileImport):
    class Meta(FileImport.Meta):
        abstract = False
        verbose_name = _("import of initiatives")
        verbose_name_plural = _("imports of initiatives")


class ImportedRow(FileRow):
    source = models.ForeignKey(InitiativeImport, on_delete=models.CASCADE, related_name="rows")
    page = models.ForeignKey(
        "mitmachkarte.InitiativePage", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(FileRow.Meta):
        abstract = False
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
