"""Taking a text back: pages then show its successor or nothing, never an error."""

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kommunen.desk.snippets import TenantUnpublishView
from textbausteine.models import Textbaustein, Withdrawal
from textbausteine.usage import references_to


def possible_successors(text: Textbaustein) -> QuerySet[Textbaustein]:
    """Published texts that everybody may use who uses this one."""
    others = Textbaustein.objects.live().exclude(pk=text.pk)
    return others.filter(site=None) if text.is_central else others.usable_by(text.site)


@transaction.atomic
def withdraw(
    text: Textbaustein, by: AbstractBaseUser, successor: Textbaustein | None, reason: str = ""
) -> Withdrawal:
    """Note it; taking the text off the pages is done by unpublishing it."""
    Withdrawal.objects.filter(text=text).delete()
    # What had this text as its successor goes on to the next one, so chains have one link.
    Withdrawal.objects.filter(successor=text).exclude(text=successor).update(successor=successor)
    return Withdrawal.objects.create(text=text, successor=successor, reason=reason, withdrawn_by=by)


class WithdrawalForm(forms.Form):
    successor = forms.ModelChoiceField(
        label=_("Successor"),
        queryset=Textbaustein.objects.none(),
        required=False,
        empty_label=_("None: pages leave it out"),
        help_text=_("Stands from now on wherever this text stood."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues."),
    )

    def __init__(self, *args, text: Textbaustein, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = possible_successors(text)


class WithdrawView(TenantUnpublishView):
    """Wagtail's way to unpublish, with a successor."""

    page_title = _("Withdraw")
    template_name = "textbausteine/contract/withdraw.html"
    success_message = _("“%(object)s” is withdrawn.")

    def get_usage(self):
        return references_to(self.object, self.request.user).group_by_source_object()

    def form(self) -> WithdrawalForm:
        return WithdrawalForm(self.request.POST or None, text=self.object)

    def get_context_data(self, **kwargs) -> dict:
        return {"form": self.form(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        answer = super().post(request, *args, **kwargs)
        if not Textbaustein.objects.live().filter(pk=self.object.pk).exists():
            withdraw(self.object, request.user, **form.cleaned_data)
        return answer
