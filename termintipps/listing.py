"""The editors' list of their towns' events."""

from datetime import datetime

from django.db.models import Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button

from termintipps import clock
from termintipps.filterset import EventFilterSet
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


class OriginColumn(Column):
    """The subscribed calendar or the file it came from; nothing if it was written here."""

    def get_value(self, instance: EventPage) -> str:
        origin = getattr(instance, "origin", None)
        if origin is None:
            return ""
        name = str(origin.subscription or origin.label)
        gone = _("%(name)s: no longer there") % {"name": name}
        return gone if origin.gone_at else name


class EventIndexView(IndexView):
    """Core keeps to pages the person may explore; their next dates come with them in one query.

    Wagtail's own filters would list all sites, owners and editors of all towns.
    """

    base_filterset_class = EventFilterSet
    default_ordering = "next_at"

    def get_base_queryset(self):
        coming = Q(occurrences__ends_at__gt=timezone.now())
        return (
            super()
            .get_base_queryset()
            .annotate(next_at=Min("occurrences__starts_at", filter=coming))
            .select_related("origin__subscription")
        )

    @property
    def header_more_buttons(self) -> list[Button]:
        asked = self.request.GET.urlencode()
        buttons = [
            Button(
                _("Import and export"),
                url=reverse("termintipps_transfer:index"),
                icon_name="upload",
                priority=10,
            )
        ]
        for kind, label in (("csv", _("Download as CSV")), ("xlsx", _("Download as XLSX"))):
            address = reverse("termintipps_transfer:export", args=[kind])
            url = f"{address}?{asked}" if asked else address
            buttons.append(Button(label, url=url, icon_name="download", priority=20))
        return [*super().header_more_buttons, *buttons]


class EventListing(PageListingViewSet):
    name = "events"
    model = EventPage
    index_view_class = EventIndexView
    icon = "date"
    menu_label = _("Events")
    menu_order = 160
    add_to_admin_menu = True
    filterset_class = EventFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title"),
        NextDateColumn("next_at", label=_("Next date"), sort_key="next_at"),
        SeriesColumn("series", label=_("Repetition")),
        OriginColumn("origin", label=pgettext_lazy("event", "Comes from")),
        DateColumn(
            "latest_revision_created_at",
            label=_("Changed"),
            width="12%",
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("Status"), width="12%"),
    ]


event_listing = EventListing()
