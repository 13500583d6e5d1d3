"""Redirects from a CSV table: two columns, from and to. All rows or none."""

import csv
from dataclasses import dataclass
from io import StringIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from .form import RedirectForm

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Refused:
    """A row that cannot be taken, and why."""

    line: int  # 1 is the first line of the file
    old_path: str
    reason: str


class ImportForm(forms.Form):
    table = forms.FileField(
        label=gettext_lazy("CSV table"),
        help_text=gettext_lazy(
            "First column: the old path. Second column: the path of a page on your site, or a "
            "whole address. A redirect that exists already gets the new target."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_table(self) -> list[tuple[int, str, str]]:
        """Rows as line number, from, to; the heading is left out."""
        rows = _read(self.cleaned_data["table"])
        if not rows:
            raise ValidationError(_("The table holds no redirect. Nothing was changed."))
        if len(rows) > MOST_ROWS:
            raise ValidationError(
                _("The table has more than %(count)d rows. Nothing was changed.")
                % {"count": MOST_ROWS}
            )
        return rows


def import_redirects(rows: list[tuple[int, str, str]], site: Site) -> list[Refused]:
    """Store the redirects of a town; if a row is refused, store none and return all reasons."""
    refused = []
    with transaction.atomic():
        for line, old_path, target in rows:
            if reason := _store(old_path, target, site):
                refused.append(Refused(line, old_path, reason))
        if refused:
            transaction.set_rollback(True)
    return refused


def _store(old_path: str, target: str, site: Site) -> str:
    """Why the row cannot be stored; empty if it is."""
    existing = Redirect.objects.filter(old_path=Redirect.normalise_path(old_path), site=site)
    redirect = existing.first() or Redirect(site=site)
    fields = {"old_path": old_path, "is_permanent": True}
    if target.startswith("/"):
        page = _page_at(target, site)
        if page is None:
            return _("There is no page at “%(path)s”.") % {"path": target}
        fields["redirect_page"] = page.pk
    else:
        fields["redirect_link"] = target
    form = RedirectForm(fields, instance=redirect)
    if not form.is_valid():
        return " ".join(error for errors in form.errors.values() for error in errors)
    form.save()
    return ""


def _page_at(path: str, site: Site) -> Page | None:
    below = f"{site.root_page.url_path.rstrip('/')}{Redirect.normalise_path(path).rstrip('/')}/"
    return Page.objects.filter(url_path=below).first()


def _read(file: UploadedFile) -> list[tuple[int, str, str]]:
    """Rows of the file.

    Raises:
        ValidationError: too large, no text, or rows without two columns.
    """
    if file.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 1 MB. Nothing was changed."))
    data = file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # as Excel writes it
    if "\0" in text:
        raise ValidationError(_("This is no CSV table. Nothing was changed."))
    delimiter = max(";,\t", key=text.count)
    rows = []
    for line, cells in enumerate(csv.reader(StringIO(text), delimiter=delimiter), start=1):
        filled = [cell.strip() for cell in cells]
        if not any(filled) or (line == 1 and not filled[0].startswith("/")):
            continue  # empty, or the heading
        if len(filled) < 2 or not filled[1]:
            raise ValidationError(
                _("Line %(line)d has no target. Nothing was changed.") % {"line": line}
            )
        rows.append((line, filled[0][:255], filled[1]))
    return rows
