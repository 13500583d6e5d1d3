"""What an answer does to an entry's status. Each may come twice and does the same."""

from datetime import datetime

from django.utils import timezone

from inbox.models import Submission
from mitmachkarte.models import InitiativePage, InitiativeStatus

UNANSWERED = "initiative-unanswered"
Stage = InitiativeStatus.Stage


def confirm(page: InitiativePage, at: datetime) -> None:
    """The initiative says that all is right; what was hidden as outdated is shown again."""
    today = timezone.localdate(at)
    _begin_anew(page, confirmed_on=today, answered_on=today)
    _close_tasks(page, at)


def note_answer(page: InitiativePage, at: datetime) -> None:
    """The initiative has answered, but not that all is right: asked again in a year."""
    _begin_anew(page, answered_on=timezone.localdate(at))
    _close_tasks(page, at)


def keep_showing(page: InitiativePage, at: datetime) -> None:
    """The town says that the entry stays. That is no confirmation by the initiative."""
    _begin_anew(page, answered_on=timezone.localdate(at))


def _begin_anew(page: InitiativePage, **facts) -> None:
    InitiativeStatus.objects.update_or_create(
        page=page, defaults={**facts, "stage": Stage.FRESH, "stage_on": None, "hidden_at": None}
    )


def _close_tasks(page: InitiativePage, at: datetime) -> None:
    waiting = Submission.objects.filter(page=page, kind=UNANSWERED, state=Submission.State.WAITING)
    waiting.update(state=Submission.State.DONE, decided_at=at)
