"""The admin's page from which a communication team takes a text along, in four formats."""

from django.http import Http404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from kommunen.tenancy import kommune_for
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill_plain
from textbausteine.shown import as_pinned

from .copies import copies_of, source_line


class TakeView(WagtailAdminTemplateMixin, TemplateView):
    """Published texts only, as the citizens of the host's town read them."""

    template_name = "textbausteine/takeaway/take.html"
    header_icon = "copy"
    page_title = gettext_lazy("Copy")

    @cached_property
    def text(self) -> Textbaustein:
        policy = policy_registry.get_by_type(Textbaustein)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["view"])
        site = kommune_for(self.request).site
        found = mine.live().usable_by(site).filter(pk=self.kwargs["text_id"]).first()
        if found is None:
            raise Http404
        return as_pinned([found], site)[0]

    def get_page_subtitle(self) -> str:
        return fill_plain(self.text.title, kommune_for(self.request))

    def get_breadcrumbs_items(self) -> list[dict]:
        list_url = reverse(Textbaustein.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": list_url, "label": Textbaustein._meta.verbose_name_plural},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        source = source_line(self.text, kommune_for(self.request))
        return {
            **super().get_context_data(**kwargs),
            "copies": [each.with_source(source) for each in copies_of(self.text, self.request)],
            "source": source,
        }


def take_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [path("text-kopieren/<int:text_id>/", TakeView.as_view(), name="textbausteine_take")]
