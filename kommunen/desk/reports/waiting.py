"""What was submitted in the own towns and how far it is."""

import django_filters
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import Page, WorkflowState, get_default_page_content_type

from kommunen.desk.persons import colleagues_of
from kommunen.desk.usage import keys_as_text

from .base import TownReport, page_title_column


class WaitingFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=WorkflowState.STATUS_CHOICES)
    requested_by = django_filters.ModelChoiceFilter(
        label=_("Submitted by"), queryset=lambda request: colleagues_of(request.user)
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Submitted at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = WorkflowState
        fields: list[str] = []


class WaitingReport(TownReport):
    page_title = _("Approvals")
    header_icon = "tasks"
    view_name = "approvals"
    filterset_class = WaitingFilterSet
    columns = [
        page_title_column("page"),
        Column("get_status_display", label=_("Status"), width="20%"),
        Column("requested_by_name", label=_("Submitted by"), width="25%"),
        DateColumn("created_at", label=_("Submitted at"), width="15%"),
    ]
    list_export = ["page_title", "get_status_display", "requested_by_name", "created_at"]
    export_headings = {
        "page_title": _("Title"),
        "get_status_display": _("Status"),
        "requested_by_name": _("Submitted by"),
        "created_at": _("Submitted at"),
    }

    def get_queryset(self) -> QuerySet[WorkflowState]:
        # A workflow state keeps its object's key as text; PostgreSQL does not cast by itself.
        named = Page.objects.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("object_id"))
        return (
            WorkflowState.objects.filter(
                base_content_type=get_default_page_content_type(),
                object_id__in=keys_as_text(self.pages()),
            )
            .select_related("requested_by")
            .annotate(page_title=Subquery(named.values("draft_title")[:1]))
            .order_by("-created_at")
        )

    def describe(self, row: WorkflowState) -> None:
        row.page_id = row.object_id
        row.requested_by_name = self.name(row.requested_by)
