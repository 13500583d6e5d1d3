"""The editors' list of their towns' events."""

from datetime import datetime

from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from kommunen.desk.pages import TenantPageFilterSet
from termintipps import clock
from termintipps.models import EventPage
from termintipps.wording import day_in_full


class NextDateColumn(Column):
    """The next public date; a draft has none."""

    def get_value(self, instance: EventPage) -> str:
        at: datetime | None = instance.next_at
        return day_in_full(clock.local(at).date(), weekday=True) if at else ""


class SeriesColumn(Column):
    def get_value(self, instance: EventPage) -> str:
        return instance.rule.sentence() if instance.rule else ""


class EventIndexView(IndexView):
    """Core keeps to pages the person may explore; their next dates come with them in one query."""

    base_filterset_class = TenantPageFilterSet
    default_ordering = "next_at"

    def get_base_queryset(self):
        coming = Q(occurrences__ends_at__gt=timezone.now())
        return (
            super()
            .get_base_queryset()
            .annotate(next_at=Min("occurrences__starts_at", filter=coming))
        )


class EventListing(PageListingViewSet):
    name = "events"
    model = EventPage
    index_view_class = EventIndexView
    icon = "date"
    menu_label = _("Events")
    menu_order = 160
    add_to_admin_menu = True
    list_filter = ["is_tip", "is_online", "district"]
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title"),
        NextDateColumn("next_at", label=_("Next date"), sort_key="next_at"),
        SeriesColumn("series", label=_("Repetition")),
        DateColumn(
            "latest_revision_created_at",
            label=_("Changed"),
            width="12%",
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("Status"), width="12%"),
    ]


event_listing = EventListing()
