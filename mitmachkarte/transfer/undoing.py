"""A whole import taken back: changed entries as they were, new ones gone.

What somebody has touched since stays as it is; the row then says why.
"""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from kommunen.versions import write_versions
from mitmachkarte.models import ImportedRow, InitiativeImport, InitiativePage

from .contents import put_back
from .writing import STEP, note


def undo(source: InitiativeImport, user: AbstractBaseUser | None) -> list[ImportedRow]:
    """Take an import back, last row first; see `steps_of_undo`.

    Returns:
        The rows that stay, each with `kept_because`.
    """
    for _step in steps_of_undo(source, user):
        pass
    return list(source.rows.exclude(kept_because=""))


def steps_of_undo(
    source: InitiativeImport, user: AbstractBaseUser | None
) -> Iterator[tuple[int, int]]:
    """Take an import back, telling now and then how many rows of how many are done.

    All of it happens when the iterator is exhausted, nothing if it is dropped before.

    Raises:
        ValueError: the import was not carried out, or was taken back already.
    """
    with transaction.atomic():
        source = InitiativeImport.objects.select_for_update().get(pk=source.pk)
        if source.state != InitiativeImport.State.DONE:
            raise ValueError("Only a finished import can be undone.")
        rows = list(source.rows.order_by("-pk"))
        for number, row in enumerate(rows, start=1):
            row.kept_because = _undo_row(row, user)
            if row.kept_because:
                row.save(update_fields=["kept_because"])
            if number % STEP == 0 or number == len(rows):
                yield number, len(rows)
        source.state = InitiativeImport.State.UNDONE
        source.save(update_fields=["state"])
        stayed = sum(bool(row.kept_because) for row in rows)
        note(
            source,
            _("Import undone. Entries taken back: %(back)d, left as they are: %(stayed)d.")
            % {"back": len(rows) - stayed, "stayed": stayed},
        )


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
