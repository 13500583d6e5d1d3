"""The town is reminded before an answer is due, and once more when it is overdue."""

import hashlib
from datetime import datetime

from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from inbox import outbox
from inbox.models import BarrierCase
from inbox.models.barrier import SOON
from kommunen.models import Kommune
from kommunen.plaintext import one_line


def remind(at: datetime) -> int:
    """Write to the towns whose answers are due soon or overdue; return how many mails."""
    today = localdate(at)
    not_yet = Q(reminded_on=None)
    soon = Q(due_on__lte=today + SOON) & not_yet
    late = Q(due_on__lt=today) & (not_yet | Q(reminded_on__lte=F("due_on")))
    count = 0
    for case in BarrierCase.objects.open().filter(soon | late).select_related("site"):
        kommune = Kommune.objects.complete().filter(site=case.site_id).first()
        if kommune and kommune.settings.contact_email:
            _write(kommune, case, at)
            count += 1
        # Noted also where nobody can be written to: the desk shows it all the same.
        BarrierCase.objects.filter(pk=case.pk).update(reminded_on=today)
    return count


def _write(kommune: Kommune, case: BarrierCase, at: datetime) -> None:
    today = localdate(at)
    path = reverse("inbox_barriers:case", args=[case.pk])
    context = {
        "kommune": kommune,
        "case": case,
        "is_late": case.due_on < today,
        "url": kommune.root_url + path,
    }
    key = f"barrier {case.key} {case.due_on} {context['is_late']}"
    mail = outbox.Mail(
        key=hashlib.sha256(key.encode()).hexdigest(),
        to=kommune.settings.contact_email,
        subject=one_line(render_to_string("inbox/mail/barrier_reminder_subject.txt", context)),
        body=render_to_string("inbox/mail/barrier_reminder.txt", context),
        about=_("Report of a barrier"),
    )
    outbox.queue(kommune.site, mail, at=at)
