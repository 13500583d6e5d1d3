"""The admin's pages about what was sent in. Another town's submissions do not exist here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from inbox.models import Submission
from inbox.submissions.decisions import decide, may_decide, may_look, waiting
from inbox.submissions.kinds import kind_of
from kommunen.models import Kommune
from kommunen.tenancy import kommune_for

from .forms import DecisionForm

MOST = 200  # tasks in the list; nobody reads on beyond them


class InboxPage(WagtailAdminTemplateMixin):
    """A page below “Sent in”, for who writes or publishes in the host's town."""

    header_icon = "mail"

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_look(request.user, self.kommune):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ListView(InboxPage, TemplateView):
    """What waits, the oldest first."""

    template_name = "inbox/desk/list.html"
    page_title = gettext_lazy("Sent in")

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        found = list(waiting(self.kommune)[:MOST])
        tasks = [{"submission": each, "label": kind_of(each).label} for each in found]
        return {**super().get_context_data(**kwargs), "tasks": tasks}


class TaskView(InboxPage, FormView):
    """One submission: what it says, old and new where something changes, and two buttons."""

    template_name = "inbox/desk/task.html"
    form_class = DecisionForm

    @cached_property
    def submission(self) -> Submission:
        own = Submission.objects.for_site(self.kommune.site).select_related("page", "decided_by")
        sent = own.exclude(state=Submission.State.UNCONFIRMED)
        return get_object_or_404(sent, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.submission.about

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("inbox_desk:list"), "label": _("Sent in")},
            {"url": "", "label": self.get_page_title()},
        ]

    @cached_property
    def may_decide(self) -> bool:
        return may_decide(self.request.user, self.kommune, self.submission)

    def get_form_kwargs(self) -> dict:
        can_answer = bool(self.submission.confirmed_email)
        return {**super().get_form_kwargs(), "can_answer": can_answer}

    def get_context_data(self, **kwargs) -> dict:
        kind = kind_of(self.submission)
        rows = kind.rows(self.submission)
        return {
            **super().get_context_data(**kwargs),
            "submission": self.submission,
            "kind": kind,
            "rows": rows,
            "is_difference": any(row.is_change for row in rows),
            "is_open": self.submission.state == Submission.State.WAITING,
            "may_decide": self.may_decide,
        }

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        if not self.may_decide:
            raise PermissionDenied
        is_new = decide(
            self.submission,
            is_accepted=form.cleaned_data["decision"] == "accept",
            by=self.request.user,
            at=timezone.now(),
            answer=form.cleaned_data.get("answer", ""),
        )
        if is_new:
            messages.success(
                self.request, _("“%(about)s” is settled.") % {"about": self.submission}
            )
        else:
            messages.warning(self.request, _("Somebody else has settled this already."))
        return redirect("inbox_desk:list")
