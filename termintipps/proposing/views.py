"""The pages for proposing an event: one form, without a script, without a cookie."""

import hashlib

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inbox.guard import guarded_view
from inbox.submissions import confirmation, retention
from kommunen.models import Kommune
from kommunen.tenancy import kommune_for
from mitmachkarte.models import InitiativePage
from mitmachkarte.selfcare.caring import opened_by_link

from . import proposals
from .forms import CONSENT, InitiativeEventForm, ProposalForm

SENT = "gesendet"


@guarded_view
def propose(request: HttpRequest) -> HttpResponse:
    """For everybody. Nothing counts before the address is confirmed."""
    kommune, at = kommune_for(request), timezone.now()
    if proposals.overview_of(kommune) is None:
        raise Http404("This town has no list of events.")
    if request.method != "POST" and request.GET.get(SENT):
        return render(request, "termintipps/proposing/proposed.html", {"kommune": kommune})
    form = ProposalForm(request, kommune=kommune, at=at)
    if form.took_bait:
        return redirect(f"{request.path}?{SENT}=1")
    if form.is_bound and form.is_valid() and _send(kommune, form, at):
        return redirect(f"{request.path}?{SENT}=1")
    context = {"kommune": kommune, "form": form}
    return render(request, "termintipps/proposing/propose.html", context, status=form.status)


@opened_by_link
def by_initiative(
    request: HttpRequest, kommune: Kommune, page: InitiativePage, token: str
) -> HttpResponse:
    """For an initiative, opened by the link to its entry."""
    outcome = request.GET.get(SENT)
    form = InitiativeEventForm(request.POST if request.method == "POST" else None, kommune=kommune)
    if page.live and form.is_bound and form.is_valid():
        at = timezone.now()
        try:
            is_public = proposals.add_by_initiative(kommune, page, form.facts, at, token=token)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = "oeffentlich" if is_public else "eingereicht"
            return redirect(f"{request.path}?{SENT}={said}")
    context = {"kommune": kommune, "page": page, "form": form, "outcome": outcome, "token": token}
    status = 422 if form.errors else 200
    return render(request, "termintipps/proposing/by_initiative.html", context, status=status)


def _send(kommune: Kommune, form: ProposalForm, at) -> bool:
    """Write it down and mail the link; what could not be mailed is as if never sent."""
    facts, token = form.facts, form.data["token"]
    submission, is_new = proposals.send_in(
        kommune,
        facts,
        form.cleaned_data["email"],
        key=hashlib.sha256(f"{token}{sorted(facts.items())}".encode()).hexdigest(),
        consent=str(CONSENT),
        at=at,
    )
    if is_new:
        try:
            confirmation.ask(kommune, submission, at)
        except ValidationError as error:
            retention.delete(submission)
            form.add_error(None, error)
            return False
    return True
