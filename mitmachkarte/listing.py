"""The editors' list of their towns' initiatives."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from .models import InitiativePage


class InitiativeIndexView(IndexView):
    """Core keeps to pages the person may explore; the status comes with them in one query.

    Wagtail's own filters would list all sites, owners and editors of all towns.
    """

    base_filterset_class = WagtailFilterSet

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("status")


class InitiativeListing(PageListingViewSet):
    name = "initiatives"
    model = InitiativePage
    index_view_class = InitiativeIndexView
    icon = "site"
    menu_label = _("Initiatives")
    menu_order = 150
    add_to_admin_menu = True
    list_filter = ["district"]
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Name"), sort_key="title"),
        Column("district", label=pgettext_lazy("of a town", "District"), sort_key="district"),
        Column("when", label=_("When")),
        DateColumn("confirmed_on", label=_("Confirmed"), width="12%"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Changed"),
            width="12%",
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("Status"), width="12%"),
    ]


initiative_listing = InitiativeListing()
