"""What the town decides about a submission, once and with a name."""

import hashlib
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from inbox import outbox
from inbox.models import Submission
from kommunen.models import Kommune, Role
from kommunen.people.roles import roles_of
from kommunen.plaintext import one_line

from .kinds import kind_of

State = Submission.State


def waiting(kommune: Kommune) -> QuerySet[Submission]:
    """What waits for the town, the oldest first."""
    return Submission.objects.for_site(kommune.site).filter(state=State.WAITING)


def may_look(user: AbstractBaseUser, kommune: Kommune) -> bool:
    """The operator, and who writes or publishes in the town."""
    return user.is_superuser or bool({Role.REDAKTION, Role.FREIGABE} & roles_of(user, kommune))


def may_decide(user: AbstractBaseUser, kommune: Kommune, submission: Submission) -> bool:
    """Freigabe decides what citizens then see; Redaktion may settle the rest."""
    if not kind_of(submission).needs_publisher:
        return may_look(user, kommune)
    return user.is_superuser or Role.FREIGABE in roles_of(user, kommune)


@transaction.atomic
def decide(
    submission: Submission, *, is_accepted: bool, by: AbstractBaseUser, at: datetime, answer: str
) -> bool:
    """Accept or reject; False if somebody else was quicker.

    Args:
        answer: Goes to the sender by mail if the address is confirmed; may be empty.
    """
    state = State.DONE if is_accepted else State.REJECTED
    open_one = Submission.objects.filter(pk=submission.pk, state=State.WAITING)
    if not open_one.update(state=state, decided_at=at, decided_by=by):
        return False
    submission.refresh_from_db()
    kind = kind_of(submission)
    if is_accepted and kind.accept:
        kind.accept(submission, by, at)
    if not is_accepted and kind.reject:
        kind.reject(submission, at)
    if answer and submission.confirmed_email:
        _answer(submission, answer, at)
    return True


def _answer(submission: Submission, answer: str, at: datetime) -> None:
    kommune = Kommune.objects.get(site=submission.site_id)
    context = {"kommune": kommune, "submission": submission, "answer": answer}
    mail = outbox.Mail(
        key=hashlib.sha256(f"answer {submission.pk}".encode()).hexdigest(),
        to=submission.confirmed_email,
        subject=one_line(render_to_string("inbox/mail/answer_subject.txt", context)),
        body=render_to_string("inbox/mail/answer.txt", context),
        about=str(kind_of(submission).label),
    )
    outbox.queue(kommune.site, mail, at=at)
