"""The admin's pages about what crosses a town's border. Each side finds its own rows only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from kommunen.models import EntryConsent, Kommune, TownConsent
from kommunen.sharing import agreeing, overview
from kommunen.sharing.entries import shareable_pages
from kommunen.sharing.forms import OfferForm, ShareForm
from kommunen.sharing.permissions import may_decide, may_look
from kommunen.tenancy import kommune_for

INDEX = "kommunen_sharing:index"


class _Here:
    """Lets people of the host's town in; with `needs_decider` those who decide."""

    needs_decider = False

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        may = may_decide if self.needs_decider else may_look
        if not may(request.user, self.kommune):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class _SharingPage(_Here, WagtailAdminTemplateMixin):
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [*self.breadcrumbs_items, {"url": reverse(INDEX), "label": _("Other towns")}]
        return [*items, {"url": "", "label": self.get_page_title()}]


class IndexView(_SharingPage, TemplateView):
    """What others offer, and what others may show of ours."""

    template_name = "kommunen/sharing/index.html"
    page_title = gettext_lazy("Other towns")

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not may_decide(self.request.user, self.kommune):
            return []
        url = reverse("kommunen_sharing:share")
        return [HeaderButton(_("Let others show everything"), url=url, icon_name="plus")]

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "kommune": self.kommune,
            "offered": overview.offered_to(self.kommune),
            "given": overview.given_by(self.kommune),
            "may_decide": may_decide(self.request.user, self.kommune),
        }


class OfferView(_SharingPage, FormView):
    """Offer one public entry of the own town."""

    template_name = "kommunen/sharing/form.html"
    form_class = OfferForm

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(shareable_pages(self.kommune), pk=self.kwargs["page_id"])

    def get_page_title(self) -> str:
        return _("Show “%(title)s” in other towns") % {"title": self.page.title}

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "kommune": self.kommune}

    def get_context_data(self, **kwargs) -> dict:
        intro = _(
            "Each town decides for itself and may end it at any time, and so may you. The entry "
            "keeps its one page here; nobody else can change it."
        )
        consents = overview.of_page(self.page)
        return {**super().get_context_data(**kwargs), "intro": intro, "consents": consents}

    def form_valid(self, form: OfferForm) -> HttpResponse:
        try:
            for receiver in form.cleaned_data["receivers"]:
                agreeing.offer_entry(
                    self.page, self.kommune, receiver, by_entry=False, at=timezone.now()
                )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("“%(title)s” is offered.") % {"title": self.page.title})
        return redirect(INDEX)


class ShareView(_SharingPage, FormView):
    """Consent for everything of a kind."""

    template_name = "kommunen/sharing/form.html"
    form_class = ShareForm
    page_title = gettext_lazy("Let others show everything")
    needs_decider = True

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "kommune": self.kommune}

    def get_context_data(self, **kwargs) -> dict:
        intro = _(
            "Your Kreis and the central site then show all that is public here, now and later. "
            "Other towns have to agree first. You may end it at any time."
        )
        return {**super().get_context_data(**kwargs), "intro": intro}

    def form_valid(self, form: ShareForm) -> HttpResponse:
        try:
            for receiver in form.cleaned_data["receivers"]:
                for what in form.cleaned_data["what"]:
                    agreeing.share_all(self.kommune, receiver, what, timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("It is offered."))
        return redirect(INDEX)


class _OneConsent(_Here, View):
    http_method_names = ["post", "options"]
    model = EntryConsent

    def rows(self):
        """Those that this side may write."""
        raise NotImplementedError

    @cached_property
    def consent(self) -> EntryConsent | TownConsent:
        rows = self.rows().select_related("receiver", "site__kommune")
        return get_object_or_404(rows, pk=self.kwargs["consent_id"])


class DecideEntryView(_OneConsent):
    """The receiver shows it, or no longer does."""

    needs_decider = True

    def rows(self):
        return overview.received_entries(self.kommune)

    def post(self, request: HttpRequest, consent_id: int) -> HttpResponse:
        is_shown = request.POST.get("decision") == "show"
        try:
            agreeing.decide(self.consent, self.kommune, is_shown=is_shown, at=timezone.now())
        except self.model.DoesNotExist as error:
            raise Http404("It has been withdrawn.") from error
        messages.success(request, _("It is shown.") if is_shown else _("It is not shown."))
        return redirect(INDEX)


class DecideTownView(DecideEntryView):
    model = TownConsent

    def rows(self):
        return overview.received_towns(self.kommune)


class WithdrawEntryView(_OneConsent):
    """The giver takes it back."""

    def rows(self):
        return self.model.objects.for_site(self.kommune.site)

    def post(self, request: HttpRequest, consent_id: int) -> HttpResponse:
        agreeing.withdraw(self.consent, self.kommune)
        messages.success(request, _("It is withdrawn."))
        return redirect(INDEX)


class WithdrawTownView(WithdrawEntryView):
    model = TownConsent
    needs_decider = True
