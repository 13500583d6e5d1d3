"""The admin's pages of a survey: results, free texts, files, and the sheet for data protection."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.models import SurveyPage, SurveyText
from home.survey import slowing
from home.survey.asked import questions_of
from home.survey.export import TYPES, exported
from home.survey.keeping import MOST_MIXED
from home.survey.results import results_of
from kommunen.tenancy import pages_of

MOST_TEXTS = 200  # waiting texts on one screen
READ = (SurveyText.State.SHOWN, SurveyText.State.WAITING)


class SurveyDesk(WagtailAdminTemplateMixin, TemplateView):
    """A page about a survey that the person may edit."""

    header_icon = "form"

    @cached_property
    def survey(self) -> SurveyPage:
        surveys = SurveyPage.objects.all()
        if not self.request.user.is_superuser:
            surveys = surveys.filter(pk__in=pages_of(self.request.user).values("pk"))
        return get_object_or_404(surveys, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.survey.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.survey.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.survey.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "survey": self.survey}


class ResultsView(SurveyDesk):
    """Counts, and the texts that wait to be read."""

    template_name = "home/survey/desk/results.html"
    page_title = _("Results")

    def get_context_data(self, **kwargs) -> dict:
        results = results_of(self.survey, states=READ)
        waiting = self.survey.texts.filter(state=SurveyText.State.WAITING).order_by("text")
        questions = {each.key: each.text for each in questions_of(self.survey)}
        return {
            **super().get_context_data(**kwargs),
            "results": results,
            "waiting": [
                (text, questions.get(text.question, ""))
                for text in (waiting[:MOST_TEXTS] if results.may_be_shown else [])
            ],
            "kinds": list(TYPES),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Let the ticked texts through, or keep them back."""
        state = {"show": SurveyText.State.SHOWN, "hide": SurveyText.State.HIDDEN}.get(
            request.POST.get("do", "")
        )
        keys = [key for key in request.POST.getlist("text") if key.isdecimal()]
        if state:
            self.survey.texts.filter(pk__in=keys).update(state=state)
        return redirect(request.path)


class ExportView(SurveyDesk):
    """The results as a file; none below the fewest answers."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        kind = kwargs["kind"]
        if kind not in TYPES:
            raise Http404
        results = results_of(self.survey, states=READ)
        if not results.may_be_shown:
            raise Http404("Still open, or too few answers.")
        response = HttpResponse(exported(results, kind), content_type=TYPES[kind])
        name = f"{self.survey.slug}.{kind}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class DataSheetView(SurveyDesk):
    """What is kept, for how long, and what it cannot tell: made from the code's own facts."""

    template_name = "home/survey/desk/data_sheet.html"
    page_title = _("Data sheet")

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "questions": questions_of(self.survey),
            "most_mixed": MOST_MIXED,
            "most_from_one_network": slowing.MOST,
            "window_minutes": slowing.WINDOW_S // 60,
        }


def desk_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    patterns = [
        path("<int:pk>/", ResultsView.as_view(), name="results"),
        path("<int:pk>/ergebnisse.<slug:kind>", ExportView.as_view(), name="export"),
        path("<int:pk>/datenblatt/", DataSheetView.as_view(), name="data_sheet"),
    ]
    return [path("umfragen/", include((patterns, "home_survey")))]
