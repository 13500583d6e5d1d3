"""Pages that are locked, pages nobody has published for long, and what kinds of pages there are."""

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page, PageLogEntry
from wagtail.query import PageQuerySet

from kommunen.desk.persons import colleagues_of

from .base import TownReport, page_title_column


class LockedFilterSet(WagtailFilterSet):
    locked_by = django_filters.ModelChoiceFilter(
        label=_("Locked by"), queryset=lambda request: colleagues_of(request.user)
    )
    locked_at = django_filters.DateFromToRangeFilter(
        label=_("Locked at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Page
        fields: list[str] = []


class LockedPagesReport(TownReport):
    page_title = _("Locked pages")
    header_icon = "lock"
    view_name = "locked"
    menu_order = 720
    filterset_class = LockedFilterSet
    columns = [
        page_title_column(),
        Column("kind", label=_("Type"), width="20%"),
        Column("locked_by_name", label=_("Locked by"), width="25%"),
        DateColumn("locked_at", label=_("Locked at"), width="15%"),
    ]
    list_export = ["title", "kind", "locked_by_name", "locked_at"]
    export_headings = {
        "title": _("Title"),
        "kind": _("Type"),
        "locked_by_name": _("Locked by"),
        "locked_at": _("Locked at"),
    }

    def get_queryset(self) -> PageQuerySet:
        pages = self.pages().filter(locked=True).select_related("locked_by", "content_type")
        return pages.order_by("-locked_at")

    def describe(self, row: Page) -> None:
        row.kind = str(row.page_type_display_name)
        row.locked_by_name = self.name(row.locked_by)


class AgeingFilterSet(WagtailFilterSet):
    last_published_at = django_filters.DateTimeFilter(
        label=_("Last published before"), lookup_expr="lte", widget=AdminDateInput
    )

    class Meta:
        model = Page
        fields: list[str] = []


class AgeingPagesReport(TownReport):
    page_title = _("Ageing pages")
    header_icon = "time"
    view_name = "ageing"
    menu_order = 710
    filterset_class = AgeingFilterSet
    columns = [
        page_title_column(),
        Column("kind", label=_("Type"), width="20%"),
        DateColumn("last_published_at", label=_("Last published"), width="15%"),
        Column("published_by", label=_("Published by"), width="25%"),
    ]
    list_export = ["title", "kind", "last_published_at", "published_by"]
    export_headings = {
        "title": _("Title"),
        "kind": _("Type"),
        "last_published_at": _("Last published"),
        "published_by": _("Published by"),
    }

    def get_queryset(self) -> PageQuerySet:
        entries = PageLogEntry.objects.filter(page=OuterRef("pk"), action="wagtail.publish")
        pages = self.pages().live().exclude(last_published_at=None).select_related("content_type")
        return pages.order_by("last_published_at").annotate(
            publisher_key=Subquery(entries.order_by("-timestamp").values("user")[:1])
        )

    def decorate_paginated_queryset(self, object_list) -> list[Page]:
        pages = list(object_list)
        self.publishers = get_user_model().objects.in_bulk(
            {page.publisher_key for page in pages if page.publisher_key}
        )
        return super().decorate_paginated_queryset(pages)

    def describe(self, row: Page) -> None:
        row.kind = str(row.page_type_display_name)
        row.published_by = self.name(self.publishers.get(row.publisher_key))


class PageKindsReport(TownReport):
    page_title = _("Kinds of pages")
    header_icon = "doc-empty-inverse"
    view_name = "kinds"
    menu_order = 730
    columns = [
        Column("name", label=_("Type")),
        Column("count", label=_("Pages"), width="15%"),
        Column("last_title", label=_("Last changed page"), width="40%"),
    ]
    list_export = ["name", "count", "last_title"]
    export_headings = {
        "name": _("Type"),
        "count": _("Pages"),
        "last_title": _("Last changed page"),
    }

    def get_queryset(self) -> QuerySet[ContentType]:
        pages = self.pages().order_by()
        latest = pages.filter(content_type=OuterRef("pk")).order_by(
            F("latest_revision_created_at").desc(nulls_last=True), "-pk"
        )
        counted = pages.filter(content_type=OuterRef("pk")).values("content_type")
        return (
            ContentType.objects.filter(pk__in=pages.values("content_type"))
            .annotate(
                count=Subquery(counted.annotate(number=Count("pk")).values("number")),
                last_title=Subquery(latest.values("draft_title")[:1]),
            )
            .order_by("-count", "model")
        )


class TownPagesOfKindView(ContentTypeUseView):
    """All pages of one kind; core keeps to explorable ones."""

    def get_breadcrumbs_items(self) -> list[dict]:
        # Wagtail's way up leads to its own report, which is closed to members of a town.
        return [*self.breadcrumbs_items, super().get_breadcrumbs_items()[-1]]
