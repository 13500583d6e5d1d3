"""The admin's pages about reports of barriers. Another town's cases do not exist here."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from inbox.models import BarrierCase
from kommunen.models import Kommune
from kommunen.tenancy import kommune_for

from .cases import Reply, may_answer, reply

ANSWER, INTERIM = "answer", "interim"
PAGE_SIZE = 50


class ReplyForm(forms.Form):
    """The town's own words; what the law wants besides stands in the mail anyway."""

    kind = forms.ChoiceField(choices=[(ANSWER, ANSWER), (INTERIM, INTERIM)])
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "What you have changed, or why it takes longer. The mail itself adds the page and the "
            "way to the ombuds office, as the law requires."
        ),
        error_messages={"required": gettext_lazy("Please write what you answer.")},
    )


class BarriersPage(WagtailAdminTemplateMixin):
    header_icon = "warning"

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_answer(request.user, self.kommune):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class CaseList(BarriersPage, ListView):
    """All reports, the most urgent first."""

    template_name = "inbox/barriers/list.html"
    page_title = gettext_lazy("Reported barriers")
    paginate_by = PAGE_SIZE
    context_object_name = "cases"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_queryset(self):
        return BarrierCase.objects.for_site(self.kommune.site).most_urgent_first()


class CaseView(BarriersPage, FormView):
    """One report, what was done so far, and the reply."""

    template_name = "inbox/barriers/case.html"
    form_class = ReplyForm

    @cached_property
    def case(self) -> BarrierCase:
        own = BarrierCase.objects.for_site(self.kommune.site).select_related("answered_by")
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.case)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("inbox_barriers:list"), "label": _("Reported barriers")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        can_wait = not self.case.interim_on and timezone.localdate() <= self.case.last_day
        return {**super().get_context_data(**kwargs), "case": self.case, "can_wait": can_wait}

    def form_valid(self, form: ReplyForm) -> HttpResponse:
        what = Reply(form.cleaned_data["text"], form.cleaned_data["kind"] == INTERIM)
        if not reply(self.case, what, by=self.request.user, at=timezone.now()):
            messages.warning(self.request, _("Somebody else has replied to this already."))
        elif not self.case.email:
            messages.success(self.request, _("Noted. No address is known, so no mail goes out."))
        else:
            messages.success(self.request, _("Noted. The mail goes out within minutes."))
        return redirect("inbox_barriers:list")
