"""The pages for proposing an initiative: three steps at one address, by POST, without a script."""

import hashlib

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inbox.guard import guarded_view
from inbox.submissions import confirmation, retention
from kommunen.models import Category
from kommunen.tenancy import kommune_for

from . import forms, proposals
from .answers import Answers
from .duplicates import similar_entries
from .facts import in_words, label_of

STEPS = {1: forms.ProposalWhoAndWhat, 2: forms.WhereAndWhen}
SENT = "gesendet"
TITLES = {
    1: gettext_lazy("Who and what"),
    2: gettext_lazy("Where and when"),
    3: gettext_lazy("Check and send"),
}


@guarded_view
def propose(request: HttpRequest) -> HttpResponse:
    """Ask in three steps; the buttons say from which step to which."""
    kommune = kommune_for(request)
    if proposals.map_page_of(kommune) is None:
        raise Http404("This town has no map.")
    if request.method != "POST":
        if request.GET.get(SENT):
            return render(request, "mitmachkarte/selfcare/proposed.html", {"kommune": kommune})
        return _show(request, Answers(kommune), 1)
    answers = Answers.read(request.POST.get("answers", ""), kommune)
    match request.POST.get("do"):
        case "1-2":
            answers.keep(1, request.POST)
            return _show(request, answers, _first_unfit(answers, upto=1) or 2)
        case "2-3":
            answers.keep(2, request.POST)
            return _show(request, answers, _first_unfit(answers, upto=2) or 3)
        case "2-1":
            answers.keep(2, request.POST)
            return _show(request, answers, 1)
        case "3-1" | "3-2" as back:
            return _show(request, answers, int(back[-1]))
        case "send":
            return _send(request, answers)
    return _show(request, answers, 1)


def _first_unfit(answers: Answers, upto: int) -> int | None:
    """The first step that has mistakes or was never answered."""
    for step in range(1, upto + 1):
        if not answers.form(step, STEPS[step]).is_valid():
            return step
    return None


def _send(request: HttpRequest, answers: Answers) -> HttpResponse:
    if step := _first_unfit(answers, upto=2):
        return _show(request, answers, step)
    at = timezone.now()
    form = forms.CheckAndSend(request, at=at, is_sent=True)
    if form.took_bait:
        return redirect(f"{request.path}?{SENT}=1")
    if not form.is_valid():
        return _show(request, answers, 3, form)
    facts = _facts(answers)
    email = facts.pop("email")
    picture = form.cleaned_data["picture"]
    if picture:
        facts |= {
            "picture_alt": form.cleaned_data["picture_alt"],
            "picture_author": form.cleaned_data["picture_author"],
            "picture_licence": _("used with permission"),
        }
    submission, is_new = proposals.send_in(
        answers.kommune,
        facts,
        email,
        key=hashlib.sha256(f"{form.data['token']}{answers.steps}".encode()).hexdigest(),
        picture=picture,
        consent=_consent(with_picture=bool(picture)),
        at=at,
    )
    if is_new:
        try:
            confirmation.ask(answers.kommune, submission, at)
        except ValidationError as error:
            retention.delete(submission)
            form.add_error(None, error)
            return _show(request, answers, 3, form)
    return redirect(f"{request.path}?{SENT}=1")


def _consent(*, with_picture: bool) -> str:
    words = [forms.CONSENT, forms.PICTURE_LICENCE] if with_picture else [forms.CONSENT]
    return "\n".join(map(str, words))


def _facts(answers: Answers) -> dict:
    facts = {}
    for step, form_class in STEPS.items():
        form = answers.form(step, form_class)
        form.is_valid()
        facts |= form.cleaned_data
    return facts


def _show(request: HttpRequest, answers: Answers, step: int, form=None) -> HttpResponse:
    context = {
        "kommune": answers.kommune,
        "answers": answers.sealed,
        "step": step,
        "step_title": TITLES[step],
    }
    if step == 3:
        form = form or forms.CheckAndSend(request, at=timezone.now(), is_sent=False)
        facts = _facts(answers)
        categories = list(Category.objects.visible_to(answers.kommune))
        context |= {
            "rows": [
                (label_of(name), in_words(name, value, categories))
                for name, value in facts.items()
                if value
            ],
            "similar": similar_entries(answers.kommune, facts["title"], facts["website"]),
        }
        status = form.status
    else:
        form = answers.form(step, STEPS[step])
        status = 422 if form.errors else 200
    template = f"mitmachkarte/selfcare/propose_{step}.html"
    return render(request, template, {**context, "form": form}, status=status)
