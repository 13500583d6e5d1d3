"""An import happens: all of it or nothing, and so that it can be undone."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from inbox.models import LogEntry
from kommunen.models import Kommune
from kommunen.versions import write_versions
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
            before = write_versions(page, row.live, row.draft, self.user, put=self._put, keep=kept)
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
        self._put(page, values)
        self.parent.add_child(instance=page)
        revision = page.save_revision(user=self.user, clean=False, log_action=True)
        if row.publish:
            revision.publish(user=self.user, skip_permission_checks=True)
        return page

    def _put(self, page: InitiativePage, changes: dict[str, Any]) -> None:
        put(page, changes, self.visible)

    def _slug(self, wanted: str) -> str:
        """A free slug. Wagtail's own search would ask the database for every candidate."""
        base = slugify(wanted, allow_unicode=True)[:SLUG_LENGTH] or "initiative"
        slug, number = base, 2
        while slug in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug)
        return slug
