"""A whole import taken back: changed events as they were, new ones gone.

What somebody has touched since stays as it is; the row then says why.
"""

from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from inbox.transfer import running
from inbox.transfer.running import Steps
from kommunen.versions import write_versions
from termintipps.models import EventImport, EventPage, ImportedEvent

from .contents import put
from .writing import put_origin_back


def steps_of_undo(source: EventImport, user: AbstractBaseUser | None) -> Steps:
    """Take an import back, last row first; see `inbox.transfer.running`."""
    return running.steps_of_undo(source, partial(_undo_row, user=user))


def _undo_row(row: ImportedEvent, user: AbstractBaseUser | None) -> str:
    """Take one row back; otherwise the reason why not."""
    page = EventPage.objects.filter(pk=row.page_id).first()
    if page is None:
        return "" if row.state == ImportedEvent.State.NEW else _("The entry was deleted meanwhile.")
    if page.latest_revision_id != row.revision:
        return _("The entry was changed after the import.")
    if page.live != row.was_live:
        return _("The entry was published or withdrawn after the import.")
    if row.state == ImportedEvent.State.CHANGED:
        live, draft = row.before.get("live", {}), row.before.get("draft", {})
        write_versions(page, live, draft, user, put=put)
        put_origin_back(page, row.before.get("origin"))
        return ""
    used = ReferenceIndex.get_references_to(Page.objects.get(pk=page.pk)).first()
    if used is not None:
        return _("Other pages link to the entry.")
    page.delete(user=user)
    return ""
