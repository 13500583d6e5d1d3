"""Pages on which citizens write: to an initiative, to the town."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kommunen.models import Kommune
from kommunen.tenancy import kommune_for

from .barriers import cases
from .forms import BarrierForm, MessageForm
from .guard import guarded_view
from .models import LogEntry
from .relay import Addressee, relay

DEAD_END = _(
    "The message could not be delivered: the address on record does not accept it. "
    "Your text is still here. Please try another way."
)
OUTCOME = "gesendet"  # query parameter of the page after sending
SENT, LATER = "1", "spaeter"


def message_view(
    request: HttpRequest,
    *,
    addressee: Addressee,
    back_url: str,
    form_class: type[MessageForm] = MessageForm,
    initial: dict | None = None,
    keep: Callable[[Kommune, MessageForm, datetime], object] | None = None,
) -> HttpResponse:
    """Show a form, relay what was written, say what became of it.

    Call it from a view decorated with `guarded_view` that has an address of its own, before
    Wagtail's. Templates: `inbox/<purpose>_form.html` and `inbox/<purpose>_sent.html`.

    Args:
        keep: Writes down what was written before it goes out, so that a mail server loses nothing.

    Raises:
        Http404: the addressee has no address.
    """
    kommune = kommune_for(request)
    if not addressee.email:
        raise Http404("Nobody to write to.")
    context = {"kommune": kommune, "addressee": addressee, "back_url": back_url}
    outcome = request.GET.get(OUTCOME)
    if request.method != "POST" and outcome in (SENT, LATER):
        context["is_waiting"] = outcome == LATER
        return render(request, f"inbox/{form_class.purpose}_sent.html", context)

    at = timezone.now()
    form = form_class(request, target=addressee.target, at=at, initial=initial)
    if form.took_bait:
        return redirect(f"{request.path}?{OUTCOME}={SENT}")
    if form.is_bound and form.is_valid():
        if keep:
            keep(kommune, form, at)
        entry = relay(kommune, addressee, form.letter(), at=at)
        if entry.state != LogEntry.State.FAILED:
            is_waiting = entry.state == LogEntry.State.WAITING
            return redirect(f"{request.path}?{OUTCOME}={LATER if is_waiting else SENT}")
        form.add_error(None, DEAD_END)
    return render(
        request,
        f"inbox/{form_class.purpose}_form.html",
        {**context, "form": form},
        status=form.status,
    )


@guarded_view
def barrier_report(request: HttpRequest) -> HttpResponse:
    """Report a barrier to the town; without an address for it, show the other ways."""
    kommune = kommune_for(request)
    if not kommune.settings.contact_email:
        return render(request, "inbox/barrier_other_ways.html", {"kommune": kommune})
    addressee = Addressee(
        target="barrier",
        name=kommune.official_name,
        about=str(_("Report of a barrier")),
        url=kommune.root_url + request.path,
        email=kommune.settings.contact_email,
    )
    return message_view(
        request,
        addressee=addressee,
        back_url="/",
        form_class=BarrierForm,
        initial={"page": _page_before(request)},
        keep=cases.keep,
    )


def _page_before(request: HttpRequest) -> str:
    """The page of ours that led here: most likely the one to be reported."""
    referer = request.headers.get("Referer", "")
    try:
        is_ours = urlsplit(referer).netloc.lower() == request.get_host().lower()
    except ValueError:
        is_ours = False
    return referer[:500] if is_ours and request.path not in referer else ""
