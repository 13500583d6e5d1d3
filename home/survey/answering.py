"""How a visitor answers: a page for each step, by POST, without script, cookie or trace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from home.models import SurveyPage
from home.survey import keeping, slowing
from home.survey.asked import Answers, next_step, steps_of
from home.survey.forms import Carried, StepForm
from inbox.guard import guarded_view
from kommunen.navigation import Navigation
from kommunen.tenancy import kommune_for

THANKS = "danke"


def first_step(page: SurveyPage, request: HttpRequest) -> dict:
    """Context of the page on which a survey begins; without steps it asks nothing."""
    steps = steps_of(page)
    if not steps:
        return {}
    form = StepForm(steps[0], request, page, at=timezone.now(), is_sent=False)
    return _context(page, form, Carried(page.pk or 0))


@guarded_view
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one step's answers, show the next, and keep all of them after the last.

    Raises:
        Http404: no public survey of this town, or none that is still open.
    """
    kommune = kommune_for(request)
    surveys = SurveyPage.objects.in_town(kommune).live().exclude(SurveyPage.objects.private_q())
    page = get_object_or_404(surveys, pk=pk)
    back_to = Navigation.of(request).path_to(page)
    if request.GET.get(THANKS):
        return render(request, "home/survey/thanks.html", {"page": page, "back_url": back_to})
    if request.method != "POST":
        return redirect(back_to)
    now = timezone.now()
    if not page.is_open_on(timezone.localdate(now)):
        return render(request, "home/survey/closed.html", {"page": page}, status=410)
    steps = steps_of(page)
    carried = Carried.read(page.pk, request.POST.get("answers", ""))
    # An editor may have shortened the survey since.
    carried.visited = [each for each in carried.visited if each < len(steps)]
    by_place = {str(each.place): each for each in steps}
    step = by_place.get(request.POST.get("step", ""))
    if step is None:
        raise Http404("No such step.")
    form = StepForm(step, request, page, at=now, is_sent=True)
    if form.took_bait:
        return redirect(f"{request.path}?{THANKS}=1")
    if request.POST.get("do") == "back" and carried.visited:
        before = StepForm(steps[carried.visited.pop()], request, page, at=now, is_sent=False)
        before.fill_in(carried.answers)
        return _show(request, page, before, carried)
    if not form.is_valid():
        return _show(request, page, form, carried)
    carried.answers = _without(carried.answers, step) | form.answers()
    carried.visited = [each for each in carried.visited if each < step.place] + [step.place]
    if following := next_step(steps, step.place, carried.answers):
        onward = StepForm(following, request, page, at=now, is_sent=False)
        onward.fill_in(carried.answers)
        return _show(request, page, onward, carried)
    if problem := slowing.refusal(request, page):
        form.add_error(None, problem)
        return _show(request, page, form, carried)
    if slowing.is_new(request.POST["token"]):
        ways = {each.place for each in steps if each.place in carried.visited}
        keys = {question.key for at in ways for question in steps[at].questions}
        asked = {key: value for key, value in carried.answers.items() if key in keys}
        keeping.keep(page, asked, timezone.localdate(now))
    return redirect(f"{request.path}?{THANKS}=1")


def _without(answers: Answers, step) -> Answers:
    own = {question.key for question in step.questions}
    return {key: answer for key, answer in answers.items() if key not in own}


def _context(page: SurveyPage, form: StepForm, carried: Carried) -> dict:
    return {
        "form": form,
        "step": form.step,
        "carried": carried,
        "action": reverse("home:survey", args=[page.pk or 0]),
        "number": len(carried.visited) + 1,
    }


def _show(request: HttpRequest, page, form: StepForm, carried: Carried) -> HttpResponse:
    context = {"page": page, **_context(page, form, carried)}
    status = 422 if form.errors else 200
    return render(request, "home/survey/step.html", context, status=status)
