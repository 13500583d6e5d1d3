"""The admin's views of a text that are more than Wagtail's: submit, give back, copy, where used."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kommunen.desk.snippets import (
    TenantCopyView,
    TenantCreateView,
    TenantEditView,
    TenantIndexView,
    TenantInspectView,
    TenantUsageView,
)
from kommunen.tenancy import kommune_for

from .approval import give_back, open_request, submit
from .contract.decisions import may_decide
from .contract.releases import latest_release
from .models import Adoption, ApprovalRequest, Pin, Textbaustein
from .usage import count_uses, references_to

SUBMIT_ACTION = "submit-text"


class _SubmitMixin:
    """A further way to save: and submit for approval."""

    def get_available_actions(self) -> list[str]:
        return [*super().get_available_actions(), SUBMIT_ACTION]

    def submit_text_action(self) -> None:
        submit(self.object, self.request.user)

    def get_success_message(self, instance: Textbaustein | None = None) -> str:
        if self.action == SUBMIT_ACTION:
            return _("“%(title)s” is submitted. The Freigabe decides.") % {"title": self.object}
        return super().get_success_message(instance)


class TextIndexView(TenantIndexView):
    def get_list_more_buttons(self, instance: Textbaustein) -> list[MenuItem]:
        buttons = super().get_list_more_buttons(instance)
        if instance.live:
            url = reverse("textbausteine_take", args=[instance.pk])
            label = _("Copy versions")
            buttons.append(MenuItem(label, url=url, icon_name="copy", priority=15))
        return buttons

    def get_base_queryset(self):
        texts = super().get_base_queryset().with_state().select_related("topic").brief()
        return count_uses(texts, self.request.user)


class TextCreateView(_SubmitMixin, TenantCreateView):
    pass


class TextEditView(_SubmitMixin, TenantEditView):
    def get_context_data(self, **kwargs) -> dict:
        # The heading of the page, which Wagtail's editor of snippets lacks.
        return {**super().get_context_data(**kwargs), "title": self.get_page_subtitle()}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if question := open_request(self.object):
            messages.info(request, _where_it_stands(question))
        return super().get(request, *args, **kwargs)


def _where_it_stands(question: ApprovalRequest) -> str:
    if question.is_returned:
        return _("%(name)s has returned this text: %(comment)s") % {
            "name": get_user_display_name(question.returned_by),
            "comment": question.comment,
        }
    return _("%(name)s has submitted this text. It waits for the Freigabe.") % {
        "name": get_user_display_name(question.asked_by)
    }


class TextCopyView(_SubmitMixin, TenantCopyView):
    """A town's own version of a central text keeps in mind which version it was made from."""

    def save_instance(self) -> Textbaustein:
        text = super().save_instance()
        source = Textbaustein.objects.get(pk=self.kwargs["pk"])
        if source.is_central and not text.is_central:
            Adoption.objects.create(
                text=text,
                source=source,
                source_revision=source.live_revision,
                release=latest_release(source),
            )
        return text


class TextInspectView(TenantInspectView):
    """A central text as a town reads it: with the town's values, and the way to an own version."""

    template_name = "textbausteine/admin/inspect.html"

    def get_fields_context(self) -> list[dict]:
        return [field for field in super().get_fields_context() if field["value"]]

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        context["kommune"] = kommune_for(self.request)
        if self.object.live_revision_id:
            url_name = Textbaustein.snippet_viewset.get_url_name("revisions_view")
            args = [self.object.pk, self.object.live_revision_id]
            context["preview_url"] = reverse(url_name, args=args)
        if self.object.is_central and self.object.live and not context["kommune"].is_central:
            context["pin_url"] = reverse("textbausteine_contract:pin", args=[self.object.pk])
            context["may_pin"] = may_decide(self.request.user, context["kommune"])
            pins = Pin.objects.for_site(context["kommune"].site).filter(source=self.object)
            context["pin"] = pins.select_related("release").first()
        if self.object.is_central and self.user_has_permission("add"):
            url_name = Textbaustein.snippet_viewset.get_url_name("copy")
            context["own_version_url"] = reverse(url_name, args=[self.object.pk])
        return context


class TextUsageView(TenantUsageView):
    """Pages that show the text, also those that name the central text it stands for."""

    def get_queryset(self):
        return references_to(self.object, self.request.user).group_by_source_object()


class GiveBackForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("What should change?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GiveBackView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """The Freigabe returns a submitted text to the Redaktion, with a comment."""

    model = Textbaustein
    permission_required = "publish"
    form_class = GiveBackForm
    template_name = "textbausteine/admin/give_back.html"
    page_title = gettext_lazy("Return with a comment")
    header_icon = "resubmit"

    @cached_property
    def text(self) -> Textbaustein:
        return Textbaustein.objects.get(pk=self.kwargs["pk"])

    @cached_property
    def edit_url(self) -> str:
        return reverse(Textbaustein.snippet_viewset.get_url_name("edit"), args=[self.text.pk])

    def get_breadcrumbs_items(self) -> list[dict]:
        list_url = reverse(Textbaustein.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": list_url, "label": Textbaustein._meta.verbose_name_plural},
            {"url": self.edit_url, "label": self.text.title},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form: GiveBackForm) -> HttpResponse:
        if give_back(self.text, self.request.user, form.cleaned_data["comment"]):
            messages.success(self.request, _("The Redaktion sees your comment."))
        else:
            messages.warning(self.request, _("This text does not wait for approval any more."))
        return redirect(reverse(Textbaustein.snippet_viewset.get_url_name("list")))
