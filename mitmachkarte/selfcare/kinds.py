"""What the inbox has to know about the submissions of this app; registered in `apps.ready()`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inbox.submissions.kinds import Confirmation, Kind
from mitmachkarte.freshness import loop
from mitmachkarte.freshness.answers import UNANSWERED

from . import changes, proposals, reports

PROPOSAL = Kind(
    name=proposals.KIND,
    label=_("Proposal for the Mitmachkarte"),
    rows=proposals.rows,
    confirmation=Confirmation(
        mail_sentence=_(
            "somebody has proposed an initiative for the Mitmachkarte and named this address."
        ),
        question=_("Shall the initiative be proposed for the Mitmachkarte?"),
        button=_("Yes, propose it"),
        thanks=_("The town has your proposal now and looks at it before it appears on the map."),
        confirmed=proposals.become_draft,
    ),
    accept_label=pgettext_lazy("task", "Done"),
)

CHANGE = Kind(
    name=changes.CHANGE,
    label=_("Change by the initiative"),
    rows=changes.rows,
    accept=changes.accept_change,
    accept_label=_("Publish the change"),
    reject_label=_("Keep it as it is"),
    needs_publisher=True,
)

HANDOVER = Kind(
    name=changes.HANDOVER,
    label=_("Handover of an entry"),
    rows=changes.no_rows,
    confirmation=Confirmation(
        mail_sentence=_(
            "somebody would like to hand an entry on the Mitmachkarte over to this address."
        ),
        question=_("Do you want to keep this entry on the Mitmachkarte from now on?"),
        button=_("Yes, I take it over"),
        thanks=_("The entry is yours now. Within minutes a mail comes with the link to it."),
        confirmed=changes.hand_over,
    ),
)

TAKEDOWN = Kind(
    name=changes.TAKEDOWN,
    label=_("Entry taken down by the initiative"),
    rows=changes.takedown_rows,
    accept_label=pgettext_lazy("task", "Done"),
)

REPORT = Kind(
    name=reports.KIND,
    label=_("Report about an entry"),
    rows=reports.rows,
    confirmation=Confirmation(
        mail_sentence=_(
            "somebody has reported an entry on the Mitmachkarte and asks for an answer here."
        ),
        question=_("Shall the answer to your report go to your address?"),
        button=_("Yes, answer me"),
        thanks=_("The town can answer you now."),
        confirmed=reports.address_confirmed,
    ),
    accept_label=pgettext_lazy("task", "Done"),
    reject_label=_("No reason to act"),
)

NO_ANSWER = Kind(
    name=UNANSWERED,
    label=_("The initiative does not answer"),
    rows=loop.rows,
    accept=loop.accept,
    accept_label=_("It still exists: keep showing it"),
    needs_publisher=True,
)

KINDS = [PROPOSAL, CHANGE, HANDOVER, TAKEDOWN, REPORT, NO_ANSWER]
