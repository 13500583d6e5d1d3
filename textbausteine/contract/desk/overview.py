"""The centre's side: which towns use what, who has not acted, and what towns propose."""

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormMixin

from textbausteine.contract import improvements
from textbausteine.contract.contents import content_of
from textbausteine.contract.decisions import TooLate
from textbausteine.contract.difference import difference
from textbausteine.contract.spread import central_texts, towns_using
from textbausteine.models import Improvement, Textbaustein
from textbausteine.usage import count_uses

from .base import ContractPage, edit_url
from .changes import number

MOST = 50


class SpreadView(ContractPage):
    """All central texts with numbers of the towns, and the proposals that wait."""

    is_for_the_centre = True
    template_name = "textbausteine/contract/spread.html"
    page_title = gettext_lazy("Use in the towns")

    def get_breadcrumbs_items(self) -> list[dict]:
        *items, _here = super().get_breadcrumbs_items()
        return items

    def get_context_data(self, **kwargs) -> dict:
        proposals = Improvement.objects.waiting().select_related("source")
        return {
            **super().get_context_data(**kwargs),
            "texts": count_uses(central_texts(), self.request.user),
            "proposals": proposals.annotate(town=F("site__kommune__name"))[:MOST],
        }


class TextSpreadView(ContractPage):
    """One central text: a row for each town that uses it."""

    is_for_the_centre = True
    template_name = "textbausteine/contract/text_spread.html"

    @cached_property
    def text(self) -> Textbaustein:
        return get_object_or_404(Textbaustein, site=None, pk=self.kwargs["text_id"])

    def get_page_title(self) -> str:
        return str(self.text)

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "text": self.text,
            "towns": towns_using(self.text),
            "releases": self.text.releases.select_related("published_by").order_by("-pk")[:MOST],
            "edit_url": edit_url(self.text),
            "today": timezone.localdate(),
        }


class AnswerForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The town reads it. Needed to decline."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if "decline" in self.data and not cleaned.get("reason"):
            self.add_error("reason", _("Please give the town a reason."))
        return cleaned


class ImprovementView(FormMixin, ContractPage):
    """A town's proposal against the central text; accept into the draft, or decline."""

    is_for_the_centre = True
    form_class = AnswerForm
    template_name = "textbausteine/contract/improvement.html"

    @cached_property
    def improvement(self) -> Improvement:
        sent = Improvement.objects.select_related("source").annotate(town=F("site__kommune__name"))
        return get_object_or_404(sent, pk=self.kwargs["improvement_id"], source__site=None)

    def get_page_title(self) -> str:
        return str(self.improvement.source)

    def get_form_kwargs(self) -> dict:
        return {"data": self.request.POST or None}

    def get_context_data(self, **kwargs) -> dict:
        source = self.improvement.source
        return {
            **super().get_context_data(**kwargs),
            "improvement": self.improvement,
            "is_open": self.improvement.state == Improvement.State.WAITING,
            "has_draft": source.has_unpublished_changes,
            "changes": difference(content_of(source), self.improvement.content),
            "seen": source.latest_revision_id or "",
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if "decline" in request.POST:
                reason = form.cleaned_data["reason"]
                improvements.decline(self.improvement, request.user, reason)
                messages.success(request, _("The town reads your reason."))
                return redirect("textbausteine_contract:spread")
            improvements.accept(self.improvement, request.user, number(request.POST.get("seen")))
        except TooLate:
            messages.warning(request, _("Somebody else was faster. Please look again."))
            return redirect(request.path)
        messages.success(request, _("The proposal is your draft now. Publish it when it is right."))
        return redirect(edit_url(self.improvement.source))
