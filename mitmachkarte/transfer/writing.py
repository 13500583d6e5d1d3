"""An import happens: all of it or nothing, and so that it can be undone.

A public version and an open draft are written each for itself: publishing a draft that somebody
is still at would put unfinished words before citizens.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision, TaskState

from inbox.models import LogEntry
from kommunen.models import Kommune
from mitmachkarte.models import ImportedRow, InitiativeImport, InitiativePage, MitmachkartePage

from .contents import kept, put
from .planning import Plan, PlannedRow, Progress, State

STEP = 100  # rows between two signs of progress
SLUG_LENGTH = 200  # of 255; a number may follow


def map_page_of(kommune: Kommune) -> MitmachkartePage | None:
    """The page below which the town's initiatives stand."""
    return MitmachkartePage.objects.descendant_of(kommune.site.root_page).first()


def carry_out(
    plan: Plan,
    source: InitiativeImport,
    kommune: Kommune,
    user: AbstractBaseUser | None,
    progress: Progress = lambda done, total: None,
) -> None:
    """Write a plan in which nothing is refused, and fill its import; see `steps_of_import`."""
    for done, total in steps_of_import(plan, source, kommune, user):
        progress(done, total)


def steps_of_import(
    plan: Plan, source: InitiativeImport, kommune: Kommune, user: AbstractBaseUser | None
) -> Iterator[tuple[int, int]]:
    """Carry a plan out, telling now and then how many rows of how many are written.

    All of it happens when the iterator is exhausted, nothing if it is dropped before.

    Raises:
        ValueError: something is refused, or the import was carried out already.
    """
    if plan.is_refused:
        raise ValueError("A plan with refused rows is not carried out.")
    with transaction.atomic():
        waiting = InitiativeImport.objects.select_for_update().filter(
            pk=source.pk, state=InitiativeImport.State.WAITING
        )
        if not waiting:
            raise ValueError("This import was carried out already.")
        writer = _Writer(kommune, user, plan.visible)
        written = []
        for number, row in enumerate(plan.rows, start=1):
            if row.state != State.SAME:
                written.append(writer.write(row, source))
            if number % STEP == 0 or number == len(plan.rows):
                yield number, len(plan.rows)
        ImportedRow.objects.bulk_create(written, batch_size=500)
        _finish(plan, source, user)


def _finish(plan: Plan, source: InitiativeImport, user: AbstractBaseUser | None) -> None:
    counts = plan.counts
    source.new, source.changed = counts[State.NEW], counts[State.CHANGED]
    source.same = counts[State.SAME]
    source.state, source.content = InitiativeImport.State.DONE, None
    source.at, source.user = timezone.now(), user
    source.save()
    note(source, _("Imported: %(counts)s.") % {"counts": source.counts})


def note(source: InitiativeImport, message: str) -> None:
    """A line in the log that the town reads."""
    now = timezone.now()
    LogEntry.objects.create(
        site=source.site,
        at=now,
        changed_at=now,
        kind=LogEntry.Kind.IMPORT,
        state=LogEntry.State.DONE,
        about=source.file_name,
        message=message,
    )


class _Writer:
    def __init__(
        self, kommune: Kommune, user: AbstractBaseUser | None, visible: frozenset[int]
    ) -> None:
        self.user, self.visible = user, visible
        found = map_page_of(kommune)
        # Two imports at once would both find that an entry is missing.
        self.parent = MitmachkartePage.objects.select_for_update().get(pk=found.pk)
        self.slugs = set(Page.objects.child_of(self.parent).values_list("slug", flat=True))

    def write(self, row: PlannedRow, source: InitiativeImport) -> ImportedRow:
        before: dict[str, Any] = {}
        if row.page:
            page = InitiativePage.objects.get(pk=row.page)
            before = write_versions(page, row.live, row.draft, self.user, self.visible)
        else:
            page = self._create(row)
        page.refresh_from_db(fields=["latest_revision", "live"])
        return ImportedRow(
            source=source,
            page=page,
            title=page.title,
            where=row.where.rpartition(", ")[2],
            state=row.state,
            before=before,
            revision=page.latest_revision_id,
            was_live=page.live,
        )

    def _create(self, row: PlannedRow) -> InitiativePage:
        values = dict(row.live)
        page = InitiativePage(
            slug=self._slug(values.pop("slug", "") or values["title"]), live=False, owner=self.user
        )
        put(page, values, self.visible)
        self.parent.add_child(instance=page)
        revision = page.save_revision(user=self.user, clean=False, log_action=True)
        if row.publish:
            revision.publish(user=self.user, skip_permission_checks=True)
        return page

    def _slug(self, wanted: str) -> str:
        """A free slug. Wagtail's own search would ask the database for every candidate."""
        base = slugify(wanted, allow_unicode=True)[:SLUG_LENGTH] or "initiative"
        slug, number = base, 2
        while slug in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug)
        return slug


def write_versions(
    page: InitiativePage,
    live: dict[str, Any],
    draft: dict[str, Any],
    user: AbstractBaseUser | None,
    visible: frozenset[int],
    putting=put,
) -> dict[str, Any]:
    """Change the public version and the open draft of a page, each for itself.

    Args:
        page: As it is in the database.
        live: What changes in the public version, by field.
        draft: What changes in the latest version that is not public; if there is none, one
            begins.

    Returns:
        How the fields were, by version.
    """
    before: dict[str, Any] = {}
    latest = page.get_latest_revision_as_object()
    has_open_draft = page.has_unpublished_changes or not page.live
    if live:
        before["live"] = kept(page, live)
        putting(page, live, visible)
        revision = page.save_revision(user=user, clean=False, log_action=True)
        _publish(revision, user, has_open_draft)
    if draft or (live and has_open_draft):
        before["draft"] = kept(latest, draft)
        putting(latest, draft, visible)
        _save_draft(latest, user)
    return before


def _publish(revision: Revision, user: AbstractBaseUser | None, has_open_draft: bool) -> None:
    """Make the version public. What waits for approval goes on waiting."""
    action = PublishPageRevisionAction(revision, user=user)
    if has_open_draft:
        # Wagtail ends a moderation when something is published; not this draft's.
        action.object._current_workflow_states = []
    action.execute(skip_permission_checks=True)


def _save_draft(draft: InitiativePage, user: AbstractBaseUser | None) -> None:
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
