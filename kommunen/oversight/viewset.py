"""The operator's admin of tenants."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from kommunen.models import Kommune
from kommunen.oversight.listing import KommuneFilters, KommuneIndexView


class KommuneViewSet(ModelViewSet):
    """The operator's list of tenants, and what is done with each."""

    model = Kommune
    icon = "globe"
    menu_label = _("Kommunen")
    menu_order = 250
    add_to_admin_menu = True
    index_view_class = KommuneIndexView
    filterset_class = KommuneFilters
    list_per_page = 50
    ordering = "name"
    search_fields = ["name", "key", "site__hostname"]  # the view's own search asks for more
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True
