"""The admin's pages about embedding: choose, copy, ask for hosts, check, watch."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from kommunen.models import EmbedCheck, EmbedHostWish, Kommune, Role
from kommunen.people.roles import roles_of
from kommunen.registry import EmbedKind, embed_kinds
from kommunen.tenancy import kommune_for, site_ids_of

from .checking import State
from .codes import codes_of
from .counting import shown_on
from .forms import CheckForm, HostWishForm
from .upkeep import check_page


class ForMembers:
    """Lets members of the host's own town in, whatever their role, and the operator."""

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    @cached_property
    def may_ask(self) -> bool:
        user = self.request.user
        return user.is_superuser or Role.VERWALTUNG in roles_of(user, self.kommune)

    @cached_property
    def page(self) -> EmbedCheck:
        return get_object_or_404(EmbedCheck, kommune=self.kommune, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not (request.user.is_superuser or self.kommune.site_id in site_ids_of(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EmbeddingPage(ForMembers, WagtailAdminTemplateMixin):
    """A page below “Embedding” in the admin's look."""

    header_icon = "code"

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [*self.breadcrumbs_items]
        for name, label in self.ways():
            items.append({"url": reverse(f"kommunen_embedding:{name}"), "label": label})
        return [*items, {"url": "", "label": self.get_page_title()}]

    def ways(self) -> list[tuple[str, str]]:
        return [("configure", _("Embedding"))]


class ConfigureView(EmbeddingPage, TemplateView):
    """What shall be shown, how it looks, and the lines to copy."""

    template_name = "kommunen/embedding/configure.html"
    page_title = gettext_lazy("Embedding")

    def ways(self) -> list[tuple[str, str]]:
        return []

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("kommunen_embedding:pages")
        return [HeaderButton(_("Check and watch pages"), url=url, icon_name="view")]

    @cached_property
    def kind(self) -> EmbedKind:
        kinds = {each.name: each for each in embed_kinds}
        asked = self.request.GET.get("kind") or next(iter(kinds), "")
        if asked not in kinds:
            raise Http404("There is no such embed.")
        return kinds[asked]

    def get_context_data(self, **kwargs) -> dict:
        form = self.kind.form(self.request.GET, kommune=self.kommune)
        frame = self.kind.frame(self.kommune, form.wishes)
        return {
            **super().get_context_data(**kwargs),
            "kommune": self.kommune,
            "kinds": list(embed_kinds),
            "kind": self.kind,
            "form": form,
            "frame": frame,
            "codes": codes_of(self.kommune, frame),
            "origins": [each.origin for each in self.kommune.embed_hosts.all()],
            "wishes": list(self.kommune.embed_host_wishes.all()),
            "may_ask": self.may_ask,
            "wish_form": HostWishForm(kommune=self.kommune),
        }


class AskView(EmbeddingPage, FormView):
    """Verwaltung names a host; the operator allows it."""

    template_name = "kommunen/embedding/ask.html"
    page_title = gettext_lazy("Ask for a website")
    form_class = HostWishForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may_ask:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        wish = EmbedHostWish(kommune=self.kommune)
        return {**super().get_form_kwargs(), "kommune": self.kommune, "instance": wish}

    def form_valid(self, form: HostWishForm) -> HttpResponse:
        wish = form.save()
        text = _("The operator now sees that you want to show your embeds on %(origin)s.")
        messages.success(self.request, text % {"origin": wish.origin})
        return redirect("kommunen_embedding:configure")


class WithdrawView(ForMembers, View):
    def post(self, request: HttpRequest, wish_pk: int) -> HttpResponse:
        if not self.may_ask:
            raise PermissionDenied
        get_object_or_404(self.kommune.embed_host_wishes, pk=wish_pk).delete()
        return redirect("kommunen_embedding:configure")


class PagesView(EmbeddingPage, FormView):
    """Pages that were checked, and pages that have shown an embed."""

    template_name = "kommunen/embedding/pages.html"
    page_title = gettext_lazy("Check and watch pages")
    form_class = CheckForm

    def get_initial(self) -> dict:
        return {"url": self.request.GET.get("url", "")}

    def get_context_data(self, **kwargs) -> dict:
        labels = {each.name: each.label for each in embed_kinds}
        shown = shown_on(self.kommune)
        for each in shown:
            each.label = labels.get(each.kind, each.kind)
        return {
            **super().get_context_data(**kwargs),
            "checks": list(self.kommune.embed_checks.all()),
            "shown": shown,
        }

    def form_valid(self, form: CheckForm) -> HttpResponse:
        kept = check_page(self.kommune, form.cleaned_data["url"])
        return redirect("kommunen_embedding:page", kept.pk)


class PageView(EmbeddingPage, TemplateView):
    """What was found on one page; checks it again when asked to."""

    template_name = "kommunen/embedding/page.html"

    def ways(self) -> list[tuple[str, str]]:
        return [*super().ways(), ("pages", _("Check and watch pages"))]

    def get_page_title(self) -> str:
        return self.page.url

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "page": self.page, "State": State}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        check_page(self.kommune, self.page.url)
        return redirect("kommunen_embedding:page", pk)


class ForgetView(ForMembers, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.page.delete()
        return redirect("kommunen_embedding:pages")
