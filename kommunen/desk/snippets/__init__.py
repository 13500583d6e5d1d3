"""Admin of tenant-owned rows that editors keep as snippets."""

from .actions import hide_closed_actions
from .chooser import TenantChooseResultsView, TenantChooserViewSet, TenantChooseView, choosable
from .ownership import names_foreign_things, owner_of_new_row
from .usage import TenantUsageView
from .views import (
    TenantCopyView,
    TenantCreateView,
    TenantEditView,
    TenantIndexView,
    TenantInspectView,
    TenantUnpublishView,
)
from .viewset import TenantSnippetViewSet

__all__ = [
    "TenantChooseResultsView",
    "TenantChooseView",
    "TenantChooserViewSet",
    "TenantCopyView",
    "TenantCreateView",
    "TenantEditView",
    "TenantIndexView",
    "TenantInspectView",
    "TenantSnippetViewSet",
    "TenantUnpublishView",
    "TenantUsageView",
    "choosable",
    "hide_closed_actions",
    "names_foreign_things",
    "owner_of_new_row",
]
