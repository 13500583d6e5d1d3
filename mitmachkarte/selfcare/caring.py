"""The pages of an initiative that keeps its entry: opened by a link, changed by buttons."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from inbox import throttle
from inbox.confirming import refused
from inbox.guard import guarded_view
from inbox.links import LinkRefused
from inbox.submissions import confirmation
from kommunen.models import Kommune
from kommunen.registry import care_ways
from kommunen.tenancy import kommune_for
from mitmachkarte.entries import MAP_SLUG, map_path
from mitmachkarte.freshness import answers
from mitmachkarte.models import InitiativePage

from . import care, changes, reports
from .facts import facts_of
from .forms import ChangeForm, HandoverForm, ManageForm, ReportForm

SENT = "gesendet"


def opened_by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the entry behind its token, or say why the link opens nothing."""

    @guarded_view
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        kommune = kommune_for(request)
        try:
            page = care.page_behind(kommune, token, timezone.now())
        except care.EntryLinkExpired as refusal:
            context = {"kommune": kommune, "page": refusal.page}
            return render(request, "mitmachkarte/selfcare/expired.html", context, status=410)
        except LinkRefused as refusal:
            return refused(request, refusal)
        response = view(request, kommune, page, token)
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened


@opened_by_link
def overview(
    request: HttpRequest, kommune: Kommune, page: InitiativePage, token: str
) -> HttpResponse:
    """What can be done; its first button says that all is right."""
    if request.method == "POST":
        answers.confirm(page, timezone.now())
        return redirect(f"{request.path}?{SENT}=bestaetigt")
    context = {
        "kommune": kommune,
        "page": page,
        "token": token,
        "outcome": request.GET.get(SENT),
        "waiting": changes.waiting_change(page),
        "further_ways": [(each.label, reverse(each.url_name, args=[token])) for each in care_ways],
    }
    return render(request, "mitmachkarte/selfcare/care.html", context)


@opened_by_link
def change(
    request: HttpRequest, kommune: Kommune, page: InitiativePage, token: str
) -> HttpResponse:
    """All fields of the entry; what differs goes to the town."""
    before = changes.waiting_change(page)
    initial = facts_of(page) | (before.facts if before else {})
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, kommune=kommune, initial=initial)
    if form.is_bound and form.is_valid():
        differs = changes.ask_for_change(kommune, page, form.cleaned_data, timezone.now())
        outcome = "geaendert" if differs else "gleich"
        return redirect(f"{_overview(token)}?{SENT}={outcome}")
    context = {"kommune": kommune, "page": page, "token": token, "form": form}
    status = 422 if form.errors else 200
    return render(request, "mitmachkarte/selfcare/change.html", context, status=status)


@opened_by_link
def take_down(
    request: HttpRequest, kommune: Kommune, page: InitiativePage, token: str
) -> HttpResponse:
    """Ask once more, then take the entry off the map."""
    if request.method == "POST":
        changes.take_down(kommune, page, timezone.now())
        return redirect(f"{_overview(token)}?{SENT}=abgemeldet")
    context = {"kommune": kommune, "page": page, "token": token}
    return render(request, "mitmachkarte/selfcare/take_down.html", context)


@opened_by_link
def hand_over(
    request: HttpRequest, kommune: Kommune, page: InitiativePage, token: str
) -> HttpResponse:
    """Name a successor; the change comes with the successor's own confirmation."""
    form = HandoverForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        at = timezone.now()
        offer = changes.offer_handover(kommune, page, form.cleaned_data["email"], at)
        try:
            confirmation.ask(kommune, offer, at)
        except ValidationError as error:
            offer.delete()
            form.add_error(None, error)
        else:
            return redirect(f"{_overview(token)}?{SENT}=uebergeben")
    context = {"kommune": kommune, "page": page, "token": token, "form": form}
    status = 422 if form.errors else 200
    return render(request, "mitmachkarte/selfcare/hand_over.html", context, status=status)


@guarded_view
def manage(request: HttpRequest, slug: str) -> HttpResponse:
    """Mail the link. Whether the address was the right one, the answer does not tell."""
    kommune, at = kommune_for(request), timezone.now()
    page = _entry(kommune, slug)
    context = {"kommune": kommune, "page": page, "back_url": f"{map_path()}{slug}/"}
    if request.method != "POST" and request.GET.get(SENT):
        return render(request, "mitmachkarte/selfcare/manage_sent.html", context)
    form = ManageForm(request, target=f"initiative:{page.pk}", at=at)
    if form.took_bait:
        return redirect(f"{request.path}?{SENT}=1")
    if form.is_bound and form.is_valid():
        _mail_if_it_is_theirs(kommune, page, form.cleaned_data["email"], at)
        return redirect(f"{request.path}?{SENT}=1")
    return render(
        request,
        "mitmachkarte/selfcare/manage.html",
        {**context, "form": form},
        status=form.status,
    )


@guarded_view
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell the town what is wrong with an entry."""
    kommune, at = kommune_for(request), timezone.now()
    page = _entry(kommune, slug)
    context = {"kommune": kommune, "page": page, "back_url": f"{map_path()}{slug}/"}
    if request.method != "POST" and request.GET.get(SENT):
        context["wants_answer"] = request.GET[SENT] == "antwort"
        return render(request, "mitmachkarte/selfcare/reported.html", context)
    form = ReportForm(request, target=f"initiative:{page.pk}", at=at)
    if form.took_bait:
        return redirect(f"{request.path}?{SENT}=1")
    if form.is_bound and form.is_valid():
        return _take_report(request, kommune, page, form, at)
    return render(
        request,
        "mitmachkarte/selfcare/report.html",
        {**context, "form": form},
        status=form.status,
    )


def _take_report(request, kommune: Kommune, page: InitiativePage, form, at) -> HttpResponse:
    sent, is_new = reports.send_in(kommune, page, form, at)
    if not sent.email:
        return redirect(f"{request.path}?{SENT}=1")
    if is_new:
        try:
            confirmation.ask(kommune, sent, at)
        except ValidationError:  # too many mails to it today; the report itself has arrived
            return redirect(f"{request.path}?{SENT}=1")
    return redirect(f"{request.path}?{SENT}=antwort")


def _mail_if_it_is_theirs(kommune: Kommune, page: InitiativePage, email: str, at) -> None:
    if email.casefold() != page.contact_email.casefold():
        return
    try:
        throttle.admit_addressee(kommune.site, email, at)
    except ValidationError:
        return
    care.mail_link(kommune, page, "link", at)


def _entry(kommune: Kommune, slug: str) -> InitiativePage:
    """A published entry, also one that is hidden as outdated."""
    address = f"{kommune.site.root_page.url_path}{MAP_SLUG}/{slug}/"
    return get_object_or_404(
        InitiativePage.objects.in_town(kommune).live().open_to_all(), url_path=address
    )


def _overview(token: str) -> str:
    return reverse("mitmachkarte:care", args=[token])
