"""The town's side of an improvement: see the difference, say what is better, send."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.edit import FormMixin

from kommunen.models import Kommune
from textbausteine.contract.contents import content_of
from textbausteine.contract.difference import difference
from textbausteine.contract.improvements import for_the_centre, propose
from textbausteine.models import Adoption

from .base import ContractPage


class ProposalForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("What is better, and why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ProposeView(FormMixin, ContractPage):
    form_class = ProposalForm
    template_name = "textbausteine/contract/propose.html"
    page_title = gettext_lazy("Propose to the centre")

    @cached_property
    def adoption(self) -> Adoption:
        """Of the published version: drafts are nobody else's business."""
        own = Adoption.objects.filter(text__site=self.kommune.site, text__live=True)
        live = own.filter(source__live=True).select_related("text", "source")
        return get_object_or_404(live, text=self.kwargs["text_id"])

    def get_context_data(self, **kwargs) -> dict:
        own, source = self.adoption.text, self.adoption.source
        return {
            **super().get_context_data(**kwargs),
            "own": own,
            "changes": difference(content_of(source), content_of(own)),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        centre = Kommune.objects.complete().get(kind=Kommune.Kind.ZENTRALE)
        own, source = self.adoption.text, self.adoption.source
        content, left_out = for_the_centre(own, source, centre)
        propose(self.kommune.site, source, content, form.cleaned_data["comment"], request.user)
        messages.success(request, _("The centre has your proposal."))
        if left_out:
            messages.warning(
                request,
                ngettext(
                    "%(number)d block stays with you: it shows a picture, a file or a page"
                    " of your town.",
                    "%(number)d blocks stay with you: they show pictures, files or pages"
                    " of your town.",
                    left_out,
                )
                % {"number": left_out},
            )
        return redirect("textbausteine_contract:changes")
