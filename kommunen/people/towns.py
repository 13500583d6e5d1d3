"""The towns one person works for, and the way from one to the next.

Plain links: each host has a session of its own (docs/decisions).
"""

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from kommunen.models import Kommune
from kommunen.models.membership import memberships_of
from kommunen.tenancy import kommune_for


def towns_of(user: AbstractBaseUser) -> list[Kommune]:
    """All towns a person works for, whatever host is asked, with `own_roles` on each."""
    towns: dict[int, Kommune] = {}
    for membership in user.memberships.select_related("kommune__site").order_by("kommune__name"):
        town = towns.setdefault(membership.kommune_id, membership.kommune)
        town.own_roles = [*getattr(town, "own_roles", []), membership.get_role_display()]
    return list(towns.values())


class TownsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "kommunen/people/towns.html"
    page_title = _("My towns")
    header_icon = "site"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        towns = towns_of(self.request.user)
        for town in towns:
            town.is_here = town == kommune_for(self.request)
            town.admin_url = town.root_url + reverse("wagtailadmin_home")
        return {**super().get_context_data(**kwargs), "towns": towns}


class _TownsMenuItem(MenuItem):
    """Only for those who work for several towns."""

    def is_shown(self, request: HttpRequest) -> bool:
        return len({each.site_id for each in memberships_of(request.user)}) > 1


def towns_menu_item() -> MenuItem:
    url = reverse("kommunen_people:towns")
    return _TownsMenuItem(_("Change town"), url, name="towns", icon_name="site", order=20)
