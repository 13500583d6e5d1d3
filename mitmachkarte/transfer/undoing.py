"""A whole import taken back: changed entries as they were, new ones gone.

What somebody has touched since stays as it is; the row then says why.
"""

from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from inbox.transfer import running
from inbox.transfer.running import Steps, exhaust
from kommunen.versions import write_versions
from mitmachkarte.models import ImportedRow, InitiativeImport, InitiativePage

from .contents import put_back


def undo(source: InitiativeImport, user: AbstractBaseUser | None) -> list[ImportedRow]:
    """Take an import back, last row first; see `steps_of_undo`.

    Returns:
        The rows that stay, each with `kept_because`.
    """
    exhaust(steps_of_undo(source, user))
    return list(source.rows.exclude(kept_because=""))


def steps_of_undo(source: InitiativeImport, user: AbstractBaseUser | None) -> Steps:
    """Take an import back, last row first; see `inbox.transfer.running`."""
    return running.steps_of_undo(source, partial(_undo_row, user=user))


def _undo_row(row: ImportedRow, user: AbstractBaseUser | None) -> str:
    """Take one row back; otherwise the reason why not."""
    page = InitiativePage.objects.filter(pk=row.page_id).select_related("status").first()
    if page is None:
        return "" if row.state == ImportedRow.State.NEW else _("The entry was deleted meanwhile.")
    if page.latest_revision_id != row.revision:
        return _("The entry was changed after the import.")
    if page.live != row.was_live:
        return _("The entry was published or withdrawn after the import.")
    if row.state == ImportedRow.State.CHANGED:
        live, draft = row.before.get("live", {}), row.before.get("draft", {})
        write_versions(page, live, draft, user, put=put_back)
        return ""
    return _remove(page, user)


def _remove(page: InitiativePage, user: AbstractBaseUser | None) -> str:
    if hasattr(page, "status") and page.status.confirmed_on:
        return _("The initiative has confirmed the entry meanwhile.")
    used = ReferenceIndex.get_references_to(Page.objects.get(pk=page.pk)).first()
    if used is not None:
        return _("Other pages link to the entry.")
    page.delete(user=user)
    return ""
