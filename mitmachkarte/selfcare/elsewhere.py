"""The page on which an initiative asks to be shown in other towns, and takes it back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kommunen.models import Kommune
from kommunen.sharing import agreeing, overview
from kommunen.sharing.forms import OfferForm
from mitmachkarte.models import InitiativePage

from .caring import SENT, opened_by_link


@opened_by_link
def offer(request: HttpRequest, kommune: Kommune, page: InitiativePage, token: str) -> HttpResponse:
    """Where it was offered, with a button to end each; and a form to ask further towns."""
    if not page.live:
        raise Http404
    consents = overview.of_page(page)
    back = reverse("mitmachkarte:care", args=[token])
    if request.method == "POST" and "withdraw" in request.POST:
        for consent in consents:
            if consent.receiver.site.hostname == request.POST["withdraw"]:
                agreeing.withdraw(consent, kommune)
        return redirect(f"{back}?{SENT}=zurueckgezogen")
    form = OfferForm(request.POST if request.method == "POST" else None, kommune=kommune)
    if form.is_bound and form.is_valid():
        try:
            for receiver in form.cleaned_data["receivers"]:
                agreeing.offer_entry(page, kommune, receiver, by_entry=True, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(f"{back}?{SENT}=angeboten")
    context = {
        "kommune": kommune,
        "page": page,
        "token": token,
        "form": form,
        "consents": consents,
    }
    status = 422 if form.errors else 200
    return render(request, "mitmachkarte/selfcare/elsewhere.html", context, status=status)
