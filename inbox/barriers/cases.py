"""What happens to a report: it is kept, gets an interim notice, is answered, and forgotten."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inbox import outbox
from inbox.forms import BarrierForm
from inbox.models import BarrierCase
from inbox.models.barrier import ANSWER_WITHIN
from kommunen.models import Kommune
from kommunen.people.roles import roles_of
from kommunen.plaintext import one_line

KEPT_ANSWERED = timedelta(days=365)
"""The yearly review of the accessibility statement looks back on the reports of its year."""


def may_answer(user: AbstractBaseUser, kommune: Kommune) -> bool:
    """The operator, and who works for the town in any role."""
    return user.is_superuser or bool(roles_of(user, kommune))


def keep(kommune: Kommune, form: BarrierForm, at: datetime) -> BarrierCase:
    """Write the report down. Sent twice from one display of the form, it is one case."""
    today = localdate(at)
    case, _is_new = BarrierCase.objects.get_or_create(
        key=hashlib.sha256(f"barrier {form.data['token']}".encode()).hexdigest(),
        defaults={
            "site": kommune.site,
            "page": form.cleaned_data["page"],
            "text": form.cleaned_data["message"],
            "name": form.cleaned_data["name"],
            "email": form.cleaned_data["email"],
            "received_on": today,
            "due_on": today + ANSWER_WITHIN,
        },
    )
    return case


@dataclass(frozen=True, slots=True)
class Reply:
    """What the town writes: an answer, or a notice that it takes longer."""

    text: str
    is_interim: bool = False

    @property
    def template(self) -> str:
        return "inbox/mail/barrier_interim" if self.is_interim else "inbox/mail/barrier_answer"


@transaction.atomic
def reply(case: BarrierCase, what: Reply, *, by: AbstractBaseUser, at: datetime) -> bool:
    """Note the reply and put its mail on the way; False if somebody else was quicker.

    An interim notice counts once: the law knows one extension.
    """
    today = localdate(at)
    waiting = BarrierCase.objects.open().filter(pk=case.pk)
    if what.is_interim:
        is_new = waiting.filter(interim_on=None).update(
            interim_on=today, due_on=case.last_day, reminded_on=None
        )
    else:
        is_new = waiting.update(answered_on=today, answered_by=by, answer=what.text)
    if not is_new:
        return False
    case.refresh_from_db()
    if case.email:
        _mail(case, what, at)
    return True


def _mail(case: BarrierCase, what: Reply, at: datetime) -> None:
    kommune = Kommune.objects.complete().get(site=case.site_id)
    context = {"kommune": kommune, "case": case, "text": what.text}
    mail = outbox.Mail(
        key=hashlib.sha256(f"{what.template} {case.key}".encode()).hexdigest(),
        to=case.email,
        reply_to=kommune.settings.contact_email,
        subject=one_line(render_to_string("inbox/mail/barrier_reply_subject.txt", context)),
        body=render_to_string(f"{what.template}.txt", context),
        about=_("Report of a barrier"),
    )
    outbox.queue(kommune.site, mail, at=at)


def forget(at: datetime) -> int:
    """Delete reports that were answered a year ago; return how many."""
    answered = BarrierCase.objects.filter(answered_on__lt=localdate(at) - KEPT_ANSWERED)
    count, _each = answered.delete()
    return count
