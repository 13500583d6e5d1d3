"""What the pages share: who may open them, whose town it is, and where they stand."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from kommunen.desk.persons import name_for
from kommunen.models import Kommune
from kommunen.tenancy import kommune_for
from textbausteine.contract.decisions import may_decide, may_look
from textbausteine.models import Textbaustein


class ContractPage(WagtailAdminTemplateMixin, TemplateView):
    """For who writes or publishes texts in the host's town, or in the centre on its host."""

    header_icon = "resubmit"
    is_for_the_centre = False

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    @cached_property
    def may_decide(self) -> bool:
        return may_decide(self.request.user, self.kommune)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_look(request.user):
            raise PermissionDenied
        if self.kommune.is_central != self.is_for_the_centre:
            raise Http404
        if self.is_for_the_centre and not self.may_decide:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        start = "spread" if self.is_for_the_centre else "changes"
        items = [
            {
                "url": reverse(Textbaustein.snippet_viewset.get_url_name("list")),
                "label": Textbaustein._meta.verbose_name_plural,
            },
            {"url": reverse(f"textbausteine_contract:{start}"), "label": _("Changes")},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *items]

    def name(self, person: AbstractBaseUser | None) -> str:
        return name_for(self.request.user, person)


def edit_url(text: Textbaustein) -> str:
    return reverse(Textbaustein.snippet_viewset.get_url_name("edit"), args=[text.pk])


def inspect_url(text: Textbaustein) -> str:
    return reverse(Textbaustein.snippet_viewset.get_url_name("inspect"), args=[text.pk])
