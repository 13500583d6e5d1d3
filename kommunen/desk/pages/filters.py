"""How lists of pages are narrowed: Wagtail would offer all sites, owners and editors there are."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleContentTypeFilter, MultipleUserFilter
from wagtail.admin.views.pages.history import PageHistoryFilterSet
from wagtail.admin.views.pages.listing import EditedByFilter, PageFilterSet
from wagtail.models import Page, PageLogEntry, get_page_content_types

from kommunen.desk.persons import colleagues_of
from kommunen.models import Membership
from kommunen.tenancy import is_bound, pages_of


def people_around(request: HttpRequest) -> QuerySet:
    """Accounts that a list may name: the colleagues; for the operator those of the asked town."""
    if is_bound(request.user):
        return colleagues_of(request.user)
    members = Membership.objects.filter(kommune=getattr(request, "kommune", None)).values("user")
    return get_user_model().objects.filter(pk__in=members)


def owners(request: HttpRequest) -> QuerySet:
    """Those of them who have made pages of the towns."""
    people = people_around(request)
    pages = pages_of(request.user) if is_bound(request.user) else Page.objects.all()
    return people.filter(pk__in=pages.filter(owner__in=people).order_by().values("owner"))


def editors(request: HttpRequest) -> QuerySet:
    """Those of them who have changed pages."""
    people = people_around(request)
    edits = PageLogEntry.objects.filter(action="wagtail.edit", user__in=people)
    return people.filter(pk__in=edits.order_by().values("user"))


class TenantPageFilterSet(PageFilterSet):
    """Without the filter by site: who serves several towns finds them as the list's first level."""

    site = None
    owner = MultipleUserFilter(label=_("Owner"), queryset=owners, widget=CheckboxSelectMultiple)
    edited_by = EditedByFilter(
        label=_("Edited by"), queryset=editors, widget=CheckboxSelectMultiple
    )


class ExplorerFilterSet(TenantPageFilterSet):
    content_type = MultipleContentTypeFilter(
        label=_("Page type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
        widget=CheckboxSelectMultiple,
    )


class TenantPageHistoryFilterSet(PageHistoryFilterSet):
    def get_users_queryset(self) -> QuerySet:
        users = super().get_users_queryset()
        viewer = self.request.user
        return users & colleagues_of(viewer) if is_bound(viewer) else users
