"""The views of all page types that have none of their own."""

from django import forms
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import PageViewRestriction

from kommunen.desk.persons import PersonColumn
from kommunen.desk.reports.pages import TownPagesOfKindView
from kommunen.tenancy import is_bound, site_ids_of

from .filters import ExplorerFilterSet, TenantPageHistoryFilterSet


class TenantPageHistoryView(PageHistoryView):
    filterset_class = TenantPageHistoryFilterSet

    @cached_property
    def columns(self) -> list[Column]:
        action, user, *others = super().columns
        return [action, PersonColumn(user.name, label=user.label, width=user.width), *others]


class TenantPrivacyView(SetPrivacyView):
    """Behind a password, or for groups of the own town; "whoever is signed in" are all towns."""

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        if is_bound(self.request.user):
            form.fields["groups"].queryset = self._own_groups()
            kind = form.fields["restriction_type"]
            kind.choices = [each for each in kind.choices if each[0] != PageViewRestriction.LOGIN]
        return form

    def _own_groups(self) -> QuerySet[Group]:
        sites = site_ids_of(self.request.user)
        return Group.objects.filter(kommune_group__kommune__site__in=sites)


class TenantPageViewSet(PageViewSet):
    content_type_use_view_class = TownPagesOfKindView
    filterset_class = ExplorerFilterSet
    history_view_class = TenantPageHistoryView
    set_privacy_view_class = TenantPrivacyView
