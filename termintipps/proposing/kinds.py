"""What the inbox has to know about proposed events; registered in `apps.ready()`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inbox.submissions.kinds import Confirmation, Kind

from . import proposals

PROPOSAL = Kind(
    name=proposals.KIND,
    label=_("Proposal for the Termintipps"),
    rows=proposals.rows,
    confirmation=Confirmation(
        mail_sentence=_(
            "somebody has proposed an event for the Termintipps and named this address."
        ),
        question=_("Shall the event be proposed for the Termintipps?"),
        button=_("Yes, propose it"),
        thanks=_("The town has your proposal now and looks at it before it appears."),
        confirmed=proposals.become_draft,
    ),
    accept_label=pgettext_lazy("task", "Done"),
)

BY_INITIATIVE = Kind(
    name=proposals.BY_INITIATIVE,
    label=_("Event by an initiative"),
    rows=proposals.rows,
    accept_label=pgettext_lazy("task", "Done"),
)

KINDS = [PROPOSAL, BY_INITIATIVE]
