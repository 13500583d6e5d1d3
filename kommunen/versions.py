"""The public version and the open draft of a page, changed each for itself.

Whoever changes many pages at once, or without an editor, writes through here: publishing a draft
that somebody is still at would put unfinished words before citizens.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision, TaskState

Changes = dict[str, Any]
Putting = Callable[[Page, Changes], None]
Keeping = Callable[[Page, Iterable[str]], Changes]


def write_versions(
    page: Page,
    live: Changes,
    draft: Changes,
    user: AbstractBaseUser | None,
    *,
    put: Putting,
    keep: Keeping = lambda page, names: {},
) -> dict[str, Changes]:
    """Change the public version and the open draft of a page, each for itself.

    Args:
        page: As it is in the database.
        live: What changes in the public version, by field.
        draft: What changes in the latest version that is not public; if there is none, one
            begins.
        put: Writes changes onto a version, in memory only.
        keep: Says how fields of a version are before that.

    Returns:
        How the fields were, by version.
    """
    before: dict[str, Changes] = {}
    latest = page.get_latest_revision_as_object()
    has_open_draft = page.has_unpublished_changes or not page.live
    if live:
        before["live"] = keep(page, live)
        put(page, live)
        revision = page.save_revision(user=user, clean=False, log_action=True)
        _publish(revision, user, has_open_draft)
    if draft or (live and has_open_draft):
        before["draft"] = keep(latest, draft)
        put(latest, draft)
        _save_draft(latest, user)
    return before


def _publish(revision: Revision, user: AbstractBaseUser | None, has_open_draft: bool) -> None:
    """Make the version public. What waits for approval goes on waiting."""
    action = PublishPageRevisionAction(revision, user=user)
    if has_open_draft:
        # Wagtail ends a moderation when something is published; not this draft's.
        action.object._current_workflow_states = []
    action.execute(skip_permission_checks=True)


def _save_draft(draft: Page, user: AbstractBaseUser | None) -> None:
    """The draft once more, on top of what was made public meanwhile."""
    stored = Page.objects.get(pk=draft.pk)
    for name in ("live", "live_revision_id", "last_published_at", "first_published_at"):
        setattr(draft, name, getattr(stored, name))
    if not draft.live:
        draft.save(clean=False)  # Wagtail keeps an unpublished page's row like its draft
    revision = draft.save_revision(user=user, clean=False, log_action=True)
    task_state = draft.current_workflow_task_state
    if task_state and task_state.status == TaskState.STATUS_IN_PROGRESS:
        task_state.revision = revision
        task_state.save(update_fields=["revision"])
