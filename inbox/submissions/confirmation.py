"""Double opt-in: nothing typed counts before the owner of the address has pressed a button."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from inbox import outbox, throttle
from inbox.links import Link, forged, key_in
from inbox.models import LogEntry, Submission
from kommunen.models import Kommune
from kommunen.plaintext import one_line

from .kinds import Confirmation, kind_of

LINK_IS_GOOD_FOR = timedelta(days=3)
KEPT_FOR = timedelta(days=14)  # unconfirmed; until then a new link may be asked for
PURPOSE = "confirm"


def ask(kommune: Kommune, submission: Submission, at: datetime) -> LogEntry:
    """Mail the link. Must not run inside a transaction.

    Raises:
        ValidationError: code "flood": the address has had too many mails today.
    """
    throttle.admit_addressee(kommune.site, submission.email, at)
    kind = kind_of(submission)
    token = _link(kommune, submission.pk).token(at + LINK_IS_GOOD_FOR)
    context = {
        "kommune": kommune,
        "sentence": kind.confirmation.mail_sentence,
        "url": kommune.root_url + reverse("inbox:confirm", args=[token]),
        "good_until": at + LINK_IS_GOOD_FOR,
    }
    mail = outbox.Mail(
        key=hashlib.sha256(token.encode()).hexdigest(),
        to=submission.email,
        subject=one_line(render_to_string("inbox/mail/confirm_subject.txt", context)),
        body=render_to_string("inbox/mail/confirm.txt", context),
        about=str(kind.label),
    )
    return outbox.post(kommune.site, mail, at=at)


def find(kommune: Kommune, token: str) -> tuple[Submission, Confirmation, Link]:
    """What a link is about. The caller still has to check the link's time.

    Raises:
        LinkRefused: of another town, or of what was deleted when its time was over.
    """
    submission = Submission.objects.for_site(kommune.site).filter(pk=key_in(token)).first()
    try:
        confirmation = submission and kind_of(submission).confirmation
    except LookupError:  # of a part of the site that is gone
        confirmation = None
    if not confirmation:
        raise forged()
    return submission, confirmation, _link(kommune, submission.pk)


def confirm(submission: Submission, confirmation: Confirmation, at: datetime) -> bool:
    """Let it count; False if it does already. Both or none: the mark and what follows from it."""
    with transaction.atomic():
        fresh = Submission.objects.filter(pk=submission.pk, confirmed_at=None)
        if not fresh.update(confirmed_at=at):
            return False
        submission.refresh_from_db()
        confirmation.confirmed(submission, at)
    return True


def _link(kommune: Kommune, key: int) -> Link:
    return Link(kommune.site_id, PURPOSE, key)
