"""What the reports share: whose pages, how people are named, what a table and its export hold."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from kommunen.desk.persons import name_for
from kommunen.spreadsheets import SafeCells
from kommunen.tenancy import is_bound, pages_of

WRITING = ("add", "change", "publish")


def page_title_column(accessor: str = "") -> TitleColumn:
    """The page's title (of the object's page, by `accessor`), as a link to its form."""
    pages = f"{accessor}_id" if accessor else "pk"
    return TitleColumn(
        "title",
        label=_("Title"),
        accessor=f"{accessor}_title" if accessor else "get_admin_display_title",
        get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[getattr(row, pages)]),
    )


class ReportMenuItem(MenuItem):
    """For members of a town; others have Wagtail's reports of everything."""

    def is_shown(self, request: HttpRequest) -> bool:
        pages = policy_registry.get_by_type(Page)
        return is_bound(request.user) and pages.user_has_any_permission(request.user, WRITING)


class TownReport(SafeCells, ReportView):
    """A table of the pages that the person may write, of the own towns alone."""

    any_permission_required = WRITING
    columns: list[Column] = []
    view_name = ""
    """Name of the address in `kommunen_reports`; the results' has `_results` at its end."""
    menu_order = 700

    @classmethod
    def menu_item(cls) -> MenuItem:
        """Wagtail's hook for the menu of reports."""
        return ReportMenuItem(
            cls.page_title,
            reverse(f"kommunen_reports:{cls.view_name}"),
            name=f"town-{cls.view_name}",
            icon_name=cls.header_icon,
            order=cls.menu_order,
        )

    @cached_property
    def permission_policy(self) -> BasePermissionPolicy:
        return policy_registry.get_by_type(Page)

    @cached_property
    def index_url(self) -> str:
        return reverse(f"kommunen_reports:{self.view_name}")

    @cached_property
    def index_results_url(self) -> str:
        return reverse(f"kommunen_reports:{self.view_name}_results")

    def get_index_url(self) -> str:
        return self.index_url

    def get_index_results_url(self) -> str:
        return self.index_results_url

    def get_filename(self) -> str:
        return str(self.page_title).lower().replace(" ", "-")

    def pages(self) -> PageQuerySet:
        """Pages the person may write; a colleague's role elsewhere opens nothing here."""
        user = self.request.user
        writable = self.permission_policy.instances_user_has_any_permission_for(user, WRITING)
        if not is_bound(user):
            return writable
        return pages_of(user).filter(pk__in=writable.order_by().values("pk"))

    def name(self, person: AbstractBaseUser | None) -> str:
        return name_for(self.request.user, person)

    def decorate_paginated_queryset(self, object_list: Iterable[Model]) -> list[Model]:
        rows = list(object_list)
        for row in rows:
            self.describe(row)
        return rows

    def describe(self, row: Model) -> None:
        """Set on a row what its columns read and the database does not hold."""
