"""Mail that leaves the house: written down first, tried at once, tried again when due.

At least once: who is killed after the mail server took a mail and before we noted it sends it
again when the lease ends. A second copy harms less than a lost letter, and both carry the same
Message-ID, so that mail programs can fold them into one.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Site

from kommunen.plaintext import masked

from .failures import Failure, explain
from .models import LogEntry, OutgoingMail

TIMEOUT_S = 10  # for each answer of the mail server; a visitor may be waiting
LEASE = timedelta(minutes=2)  # longer than any single try: about ten answers
DELAYS = [
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 4, 12, 24, 24)),
]
"""Pauses after the first, second … failed try; after the last one the mail is given up."""

KEEP_LOG = timedelta(days=30)
KEEP_UNSENT_TEXT = timedelta(days=7)  # since the first try; the last one is on the third day

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail, ready to go. Two with the same key are the same mail."""

    key: str  # at most 64 characters, gives nothing away
    to: str = field(repr=False)
    subject: str = field(repr=False)  # one line
    body: str = field(repr=False)
    about: str  # for the log: the title of the entry
    url: str = ""  # for the log: the entry's page
    reply_to: str = field(default="", repr=False)


def post(site: Site, mail: Mail, *, at: datetime) -> LogEntry:
    """Write the mail down and try it; return the log's entry. Never raises for a mail server."""
    try:
        row = _write_down(site, mail, at)
    except IntegrityError:  # the key is known: sent, or on its way
        return LogEntry.objects.get(mail__key=mail.key)
    _try(row, at)
    return row.log


def queue(site: Site, mail: Mail, *, at: datetime) -> None:
    """Write the mail down for the next `run_due`, together with what it tells of.

    May run inside a transaction: then mail and change are there both, or neither is. It takes
    the same time whether or not there is somebody to write to.
    """
    if not OutgoingMail.objects.filter(key=mail.key).exists():
        _rows_of(site, mail, at, attempts=0, next_at=at)


def deliver_due(at: datetime) -> int:
    """Try the mails that are due; return how many were delivered.

    Raises:
        ConnectionError: no mail server answered; what is left waits for the next run.
    """
    delivered = 0
    for row in OutgoingMail.objects.due(at).select_related("log"):
        if not OutgoingMail.objects.claim(row, until=at + LEASE):
            continue
        failure = _try(row, at)
        if failure and failure.is_outage:
            raise ConnectionError(failure.sentence)
        delivered += failure is None
    return delivered


def retry(site: Site, at: datetime) -> int:
    """Put the town's mails that were given up back in the queue; return how many."""
    failed = LogEntry.objects.for_site(site).filter(state=LogEntry.State.FAILED)
    kept = OutgoingMail.objects.filter(log__in=failed).exclude(body="").select_related("log")
    for row in kept:
        row.attempts, row.next_at = 0, at
        row.save(update_fields=["attempts", "next_at"])
        _tell(row.log, at, LogEntry.State.WAITING, _("Taken up again, for %s.") % masked(row.to))
    return len(kept)


def forget(at: datetime) -> int:
    """Delete old entries of the log, and texts nobody could deliver; return how many."""
    old, _models = LogEntry.objects.filter(at__lt=at - KEEP_LOG).delete()
    return old + _erase_unsent(at)


def _erase_unsent(at: datetime) -> int:
    unsent = OutgoingMail.objects.filter(log__at__lt=at - KEEP_UNSENT_TEXT).exclude(body="")
    with transaction.atomic():
        LogEntry.objects.filter(mail__in=unsent).update(
            state=LogEntry.State.FAILED,
            message=_("Not delivered. The text was deleted when its time was over."),
            changed_at=at,
        )
        return unsent.update(next_at=None, **EMPTY)


def _write_down(site: Site, mail: Mail, at: datetime) -> OutgoingMail:
    """Make the rows last before anything is sent (durable: no transaction around us)."""
    with transaction.atomic(durable=True):
        return _rows_of(site, mail, at, attempts=1, next_at=at + LEASE)


def _rows_of(
    site: Site, mail: Mail, at: datetime, *, attempts: int, next_at: datetime
) -> OutgoingMail:
    with transaction.atomic():
        log = LogEntry.objects.create(
            site=site,
            kind=LogEntry.Kind.DELIVERY,
            state=LogEntry.State.WAITING,
            at=at,
            changed_at=at,
            about=mail.about[:255],
            url=mail.url,
            message=_("Being handed to the mail server."),
        )
        return OutgoingMail.objects.create(
            site=site,
            log=log,
            key=mail.key,
            to=mail.to,
            reply_to=mail.reply_to,
            subject=mail.subject[:200],
            body=mail.body,
            attempts=attempts,
            next_at=next_at,
        )


EMPTY = {"to": "", "reply_to": "", "subject": "", "body": ""}


def _try(row: OutgoingMail, at: datetime) -> Failure | None:
    """One try by whoever holds the lease; notes what came of it."""
    to = masked(row.to)
    if row.attempts > len(DELAYS) + 1:  # killed in each try: the mail itself may be the reason
        failure = Failure(_("Sending was interrupted too often."), is_final=True)
    else:
        failure = _send(row)
    if failure is None:
        _note(row, at, LogEntry.State.DONE, _("Handed to the mail server for %s.") % to, EMPTY)
    elif failure.is_final or row.attempts > len(DELAYS):
        gone_on = date_format(localtime(row.log.at + KEEP_UNSENT_TEXT), "DATE_FORMAT")
        sentence = _(
            "Given up after %(attempts)s tries, for %(to)s. %(reason)s "
            "The text is kept until %(date)s, then deleted."
        ) % {"attempts": row.attempts, "to": to, "reason": failure.sentence, "date": gone_on}
        _note(row, at, LogEntry.State.FAILED, sentence, {})
    else:
        next_at = at + DELAYS[row.attempts - 1]
        sentence = _("Not delivered yet, for %(to)s. %(reason)s Next try: %(time)s.") % {
            "to": to,
            "reason": failure.sentence,
            "time": date_format(localtime(next_at), "DATETIME_FORMAT"),
        }
        _note(row, at, LogEntry.State.WAITING, sentence, {"next_at": next_at})
    return failure


def _send(row: OutgoingMail) -> Failure | None:
    try:
        EmailMessage(
            subject=row.subject,
            body=row.body,
            to=[row.to],
            reply_to=[row.reply_to] if row.reply_to else None,
            headers={"Message-ID": f"<{row.key}@{_own_domain()}>"},
            connection=get_connection(timeout=settings.EMAIL_TIMEOUT or TIMEOUT_S),
        ).send()
    except Exception as error:  # whatever a mail backend may raise: the mail is to stay
        # The error's own text may hold an address; so only its kind is logged.
        logger.warning("Mail %s was not sent: %s", row.pk, type(error).__name__)
        return explain(error)
    return None


def _own_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")


def _note(row: OutgoingMail, at: datetime, state: str, sentence: str, changes: dict) -> None:
    """Write down what came of a try, unless the lease ended and another process took over."""
    with transaction.atomic():
        mine = OutgoingMail.objects.filter(pk=row.pk, next_at=row.next_at)
        if mine.update(**{"next_at": None, **changes}):
            _tell(row.log, at, state, sentence)


def _tell(log: LogEntry, at: datetime, state: str, sentence: str) -> None:
    log.state, log.message, log.changed_at = state, sentence, at
    log.save(update_fields=["state", "message", "changed_at"])
