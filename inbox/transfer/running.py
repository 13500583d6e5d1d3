"""An import happens, or is taken back: all of it or nothing.

Both are iterators that tell now and then how many rows of how many are done. All of it happens
when the iterator is exhausted, nothing if it is dropped before.
"""

from collections.abc import Callable, Iterable, Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inbox.models import LogEntry
from inbox.models.transfer import FileImport, FileRow

from .plans import Plan, PlannedRow, State

STEP = 100  # rows between two signs of progress
Steps = Iterator[tuple[int, int]]
Writing = Callable[[PlannedRow], FileRow]


def exhaust(steps: Iterable) -> None:
    for _step in steps:
        pass


def steps_of_import(
    plan: Plan,
    source: FileImport,
    user: AbstractBaseUser | None,
    begin: Callable[[], Writing],
) -> Steps:
    """Carry a plan out.

    Args:
        begin: Called once, within the transaction: locks what must stand still, and returns what
            writes a single row.

    Raises:
        ValueError: something is refused, or the import was carried out already.
    """
    if plan.is_refused:
        raise ValueError("A plan with refused rows is not carried out.")
    imports = type(source).objects
    with transaction.atomic():
        waiting = imports.select_for_update().filter(pk=source.pk, state=source.State.WAITING)
        if not waiting:
            raise ValueError("This import was carried out already.")
        write = begin()
        written = []
        for number, row in enumerate(plan.rows, start=1):
            if row.state != State.SAME:
                written.append(write(row))
            if number % STEP == 0 or number == len(plan.rows):
                yield number, len(plan.rows)
        source.rows.model.objects.bulk_create(written, batch_size=500)
        _finish(plan, source, user)


def _finish(plan: Plan, source: FileImport, user: AbstractBaseUser | None) -> None:
    counts = plan.counts
    source.new, source.changed = counts[State.NEW], counts[State.CHANGED]
    source.same = counts[State.SAME]
    source.state, source.content = source.State.DONE, None
    source.at, source.user = timezone.now(), user
    source.save()
    note(source, _("Imported: %(counts)s.") % {"counts": source.counts})


def steps_of_undo(source: FileImport, undo_row: Callable[[FileRow], str]) -> Steps:
    """Take an import back, last row first.

    Args:
        undo_row: Takes a row back, or says why it stays; the row then has it as `kept_because`.

    Raises:
        ValueError: the import was not carried out, or was taken back already.
    """
    with transaction.atomic():
        source = type(source).objects.select_for_update().get(pk=source.pk)
        if source.state != source.State.DONE:
            raise ValueError("Only a finished import can be undone.")
        rows = list(source.rows.order_by("-pk"))
        for number, row in enumerate(rows, start=1):
            row.kept_because = undo_row(row)
            if row.kept_because:
                row.save(update_fields=["kept_because"])
            if number % STEP == 0 or number == len(rows):
                yield number, len(rows)
        source.state = source.State.UNDONE
        source.save(update_fields=["state"])
        stayed = sum(bool(row.kept_because) for row in rows)
        note(
            source,
            _("Import undone. Entries taken back: %(back)d, left as they are: %(stayed)d.")
            % {"back": len(rows) - stayed, "stayed": stayed},
        )


def note(source: FileImport, message: str) -> None:
    """A line in the log that the town reads."""
    LogEntry.objects.note_import(source.site, source.file_name, message)
