"""Somebody says that an entry is gone, wrong, there twice, or against the rules."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from inbox.models import Submission
from inbox.submissions.kinds import Row
from kommunen.models import Kommune
from mitmachkarte.models import InitiativePage

from .forms import ReportForm

KIND = "initiative-report"


def send_in(
    kommune: Kommune, page: InitiativePage, form: ReportForm, at: datetime
) -> tuple[Submission, bool]:
    """Lay the report before the town; sent twice from one display it is one."""
    words = form.cleaned_data
    return Submission.objects.get_or_create(
        key=hashlib.sha256(f"{form.data['token']}{words}".encode()).hexdigest(),
        defaults={
            "site": kommune.site,
            "kind": KIND,
            "state": Submission.State.WAITING,
            "page": page,
            "about": page.title,
            "facts": {"reason": words["reason"], "text": words["text"]},
            "email": words["email"],
            "created_at": at,
        },
    )


def rows(report: Submission) -> list[Row]:
    reason = dict(ReportForm.Reason.choices).get(report.facts.get("reason"), "–")
    found = [Row(_("What is the matter?"), str(reason))]
    if text := report.facts.get("text"):
        found.append(Row(_("What should we know?"), text))
    return found


def address_confirmed(report: Submission, at: datetime) -> None:
    """The report waits already; from now on it can be answered."""
