"""The operator's pages beside the list: one tenant, and a new one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kommunen.embedding.hosts import allow
from kommunen.lifecycle.founding import found_kommune
from kommunen.lifecycle.readiness import missing_steps
from kommunen.models import EmbedHostWish, Kommune, Role
from kommunen.oversight.figures import attribute_of, with_figures
from kommunen.oversight.forms import FoundingForm
from kommunen.oversight.listing import for_the_list
from kommunen.oversight.ways import ways_of
from kommunen.people.invitations import invite
from kommunen.registry import town_figures


class OperatorPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    model = Kommune
    permission_required = "change"
    header_icon = "globe"

    @cached_property
    def kommune(self) -> Kommune:
        return get_object_or_404(for_the_list(Kommune.objects.all()), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("kommune:index"), "label": _("Kommunen")},
        ]
        if "pk" in self.kwargs and self.page_title:
            url = reverse("kommune:inspect", args=[self.kommune.pk])
            items.append({"url": url, "label": str(self.kommune)})
        return [*items, {"url": "", "label": self.get_page_title()}]


class KommuneView(OperatorPage, TemplateView):
    """One tenant on one page: state, gaps, figures, and what can be done."""

    permission_required = "view"
    template_name = "kommunen/oversight/kommune.html"

    def get_page_title(self) -> str:
        return str(self.kommune)

    def get_context_data(self, **kwargs) -> dict:
        (kommune,) = with_figures([self.kommune])
        figures = [(each.label, getattr(kommune, attribute_of(each.name))) for each in town_figures]
        return {
            **super().get_context_data(**kwargs),
            "kommune": kommune,
            "figures": figures,
            "wishes": list(kommune.embed_host_wishes.all()),
            "steps": missing_steps(kommune),
            "ways": ways_of(kommune),
            "record_url": f"{reverse('kommunen_audit')}?kommune={kommune.name}",
        }


class FoundingView(OperatorPage, FormView):
    """What `create_kommune` does, as a form."""

    permission_required = "add"
    page_title = gettext_lazy("Set up a Kommune")
    form_class = FoundingForm
    template_name = "kommunen/oversight/form.html"
    extra_context = {
        "consequences": [
            gettext_lazy("It gets a site with all pages, groups and a folder for its media."),
            gettext_lazy("It answers at once; search engines stay out until it is live."),
        ],
        "button": gettext_lazy("Set up"),
    }

    def form_valid(self, form: FoundingForm) -> HttpResponse:
        try:
            kommune = self._found(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        text = _("%(town)s is set up: %(url)s/ (admin: %(url)s/admin/)")
        messages.success(self.request, text % {"town": kommune, "url": kommune.root_url})
        return redirect("kommune:inspect", kommune.pk)

    @transaction.atomic
    def _found(self, wishes: dict) -> Kommune:
        kommune = found_kommune(
            name=wishes["name"],
            host=wishes["host"],
            port=wishes["port"] or 443,
            key=wishes["key"].strip(),
            kind=wishes["kind"],
        )
        if wishes["admin_email"]:
            role = Role.TEXTREDAKTION if kommune.is_central else Role.VERWALTUNG
            invite(wishes["admin_email"], kommune, [role])
        return kommune


class HostWishView(PermissionCheckedMixin, View):
    """The operator's answer to a host that a town has asked for: `allow` or not."""

    model = Kommune
    permission_required = "change"

    def post(self, request: HttpRequest, wish_pk: int) -> HttpResponse:
        wish = get_object_or_404(EmbedHostWish.objects.select_related("kommune"), pk=wish_pk)
        words = {"town": wish.kommune, "origin": wish.origin}
        if "allow" in request.POST:
            allow(wish)
            text = _("%(origin)s may now show the embeds of %(town)s.")
        else:
            wish.delete()
            text = _("%(origin)s is not allowed; the wish of %(town)s is gone.")
        messages.success(request, text % words)
        return redirect("kommune:inspect", wish.kommune_id)
