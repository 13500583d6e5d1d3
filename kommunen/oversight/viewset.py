"""The operator's admin of tenants."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from kommunen.models import Kommune
from kommunen.oversight.listing import KommuneFilters, KommuneIndexView
from kommunen.oversight.steps import STEP_VIEWS
from kommunen.oversight.views import FoundingView, HostWishView, KommuneView


class KommuneViewSet(ModelViewSet):
    """The operator's list of tenants, and what is done with each."""

    model = Kommune
    icon = "globe"
    menu_label = _("Kommunen")
    menu_order = 250
    add_to_admin_menu = True
    index_view_class = KommuneIndexView
    filterset_class = KommuneFilters
    list_per_page = 20
    ordering = "name"
    search_fields = ["name", "key", "site__hostname"]  # the view's own search asks for more
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True

    def get_urlpatterns(self) -> list:
        """Ours come first, so they stand in for Wagtail's of the same address."""
        return [
            path("new/", FoundingView.as_view(), name="add"),
            path("host-wishes/<int:wish_pk>/", HostWishView.as_view(), name="host_wish"),
            path("inspect/<int:pk>/", KommuneView.as_view(), name="inspect"),
            *(path(f"{v.way}/<int:pk>/", v.as_view(), name=v.way) for v in STEP_VIEWS),
            *super().get_urlpatterns(),
        ]
