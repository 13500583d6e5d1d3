"""How long a submission is kept, and what of it. Runs with `run_due`; docs/operations.md."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from inbox.models import Submission

from .confirmation import KEPT_FOR

KEEP_DECIDED = timedelta(days=90)
State = Submission.State


def forget(at: datetime) -> int:
    """Delete what nobody confirmed and what was decided long ago; return how many rows.

    The record of a consent stays as long as the entry it stands for: without address and facts.
    """
    unconfirmed = Submission.objects.filter(state=State.UNCONFIRMED, created_at__lt=at - KEPT_FOR)
    decided = Submission.objects.filter(
        state__in=[State.DONE, State.REJECTED], decided_at__lt=at - KEEP_DECIDED
    )
    count = _delete(unconfirmed)
    count += _delete(decided.filter(Q(consent="") | Q(page=None)))
    kept = decided.exclude(email="", facts={})
    count += kept.update(email="", facts={})
    # The reply address of a report, never confirmed: the report itself stays.
    nobodys = Submission.objects.filter(confirmed_at=None, created_at__lt=at - KEPT_FOR)
    return count + nobodys.exclude(email="").update(email="")


def delete(submission: Submission) -> None:
    """The row and its file."""
    if submission.picture:
        submission.picture.delete(save=False)
    submission.delete()


def _delete(rows: QuerySet[Submission]) -> int:
    found = list(rows)
    for row in found:
        delete(row)
    return len(found)
