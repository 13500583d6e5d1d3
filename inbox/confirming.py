"""The page behind the link of a confirmation mail. Opening it changes nothing, its button does."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kommunen.tenancy import kommune_for

from .guard import guarded_view
from .links import LinkRefused
from .submissions import confirmation


@guarded_view
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then let the submission count. A link that is too old offers a new one."""
    kommune, at = kommune_for(request), timezone.now()
    context = {"kommune": kommune}
    try:
        submission, words, link = confirmation.find(kommune, token)
        context |= {"submission": submission, "words": words}
        link.check(token, at)
    except LinkRefused as refusal:
        if refusal.is_expired and not submission.confirmed_at:
            return _offer_a_new_link(request, context, at)
        if not refusal.is_expired:
            return refused(request, refusal)
    if request.method == "POST":
        confirmation.confirm(submission, words, at)
        return redirect(request.path)
    name = "confirmed" if submission.confirmed_at else "confirm"
    return render(request, f"inbox/{name}.html", context)


def refused(request: HttpRequest, refusal: LinkRefused) -> HttpResponse:
    """The page for a link that opens nothing."""
    return render(request, "inbox/link_refused.html", {"sentence": str(refusal)}, status=410)


def _offer_a_new_link(request: HttpRequest, context: dict, at) -> HttpResponse:
    if request.method == "POST":
        try:
            confirmation.ask(context["kommune"], context["submission"], at)
        except ValidationError as error:
            context["problem"] = " ".join(error.messages)
        else:
            context["is_sent"] = True
    return render(request, "inbox/link_expired.html", context, status=410)
