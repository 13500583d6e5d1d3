"""The editors' list of their towns' initiatives."""

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button

from kommunen.models import Category
from kommunen.tenancy import kommune_for

from .models import InitiativePage
from .models.initiative import FRESH_FOR


def categories_here(request: HttpRequest) -> QuerySet[Category]:
    """Those that the town of the host shows."""
    return Category.objects.visible_to(kommune_for(request))


class InitiativeFilterSet(WagtailFilterSet):
    """What the list can be narrowed by; exports read the same."""

    state = django_filters.ChoiceFilter(
        label=_("Status"),
        method="of_state",
        choices=[
            ("live", pgettext_lazy("initiatives", "Published")),
            ("changed", pgettext_lazy("initiatives", "Published, with an open change")),
            ("draft", pgettext_lazy("initiatives", "Drafts")),
        ],
    )
    category = django_filters.ModelMultipleChoiceFilter(
        label=_("Kinds of engagement"),
        queryset=categories_here,
        method="of_categories",
        widget=CheckboxSelectMultiple,
    )
    confirmed = django_filters.ChoiceFilter(
        label=_("Confirmed"),
        method="by_confirmation",
        choices=[
            ("fresh", _("Within the last year")),
            ("old", _("Longer ago")),
            ("never", _("Not yet")),
            ("hidden", _("Hidden as outdated")),
        ],
    )
    place = django_filters.ChoiceFilter(
        label=_("Place"),
        method="by_place",
        choices=[
            ("map", _("On the map")),
            ("everywhere", _("No fixed place")),
            ("missing", _("Place is missing")),
        ],
    )
    district = django_filters.CharFilter(
        label=pgettext_lazy("of a town", "District"), lookup_expr="icontains"
    )

    class Meta:
        model = InitiativePage
        fields: list[str] = []

    def of_state(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        if value == "draft":
            return pages.filter(live=False)
        return pages.filter(
            live=True, **({"has_unpublished_changes": True} if value == "changed" else {})
        )

    def of_categories(self, pages: QuerySet, name: str, value: list[Category]) -> QuerySet:
        if not value:
            return pages
        of_them = InitiativePage.categories.through.objects.filter(category__in=value)
        return pages.filter(pk__in=of_them.values("initiativepage"))

    def by_confirmation(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        since = timezone.localdate() - FRESH_FOR
        return pages.filter(
            {
                "fresh": Q(status__confirmed_on__gte=since),
                "old": Q(status__confirmed_on__lt=since),
                "never": Q(status__confirmed_on=None),
                "hidden": Q(status__hidden_at__isnull=False),
            }[value]
        )

    def by_place(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        placeless = Q(lat=None) | Q(lon=None)
        return pages.filter(
            {
                "map": ~placeless & Q(is_everywhere=False),
                "everywhere": Q(is_everywhere=True),
                "missing": placeless & Q(is_everywhere=False),
            }[value]
        )


class InitiativeIndexView(IndexView):
    """Core keeps to pages the person may explore; the status comes with them in one query.

    Wagtail's own filters would list all sites, owners and editors of all towns.
    """

    base_filterset_class = InitiativeFilterSet

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("status")

    @property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("mitmachkarte_transfer:index")
        asked = self.request.GET.urlencode()
        places = reverse("mitmachkarte_transfer:places")
        buttons = [
            Button(_("Import and export"), url=url, icon_name="upload", priority=10),
            Button(_("Streets and places"), url=places, icon_name="site", priority=30),
        ]
        for kind, label in (
            ("csv", _("Download as CSV")),
            ("xlsx", _("Download as XLSX")),
            ("geojson", _("Download as GeoJSON")),
        ):
            address = reverse("mitmachkarte_transfer:export", args=[kind])
            buttons.append(
                Button(
                    label,
                    url=f"{address}?{asked}" if asked else address,
                    icon_name="download",
                    priority=20,
                )
            )
        return [*super().header_more_buttons, *buttons]


class InitiativeListing(PageListingViewSet):
    name = "initiatives"
    model = InitiativePage
    index_view_class = InitiativeIndexView
    icon = "site"
    menu_label = _("Initiatives")
    menu_order = 150
    add_to_admin_menu = True
    filterset_class = InitiativeFilterSet
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
