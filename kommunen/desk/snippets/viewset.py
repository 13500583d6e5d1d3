"""One choke point for every view of a snippet.

Wagtail's edit, usage, history and lock views ask for model permissions only; so each view that
gets a key first has to pass `_guarded`.
"""

from collections.abc import Callable

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import (
    CopyView,
    HistoryView,
    InspectView,
    PreviewRevisionView,
    RevisionsCompareView,
    SnippetViewSet,
    UnlockView,
    UsageView,
)

from .chooser import TenantChooserViewSet
from .history import TenantHistoryView
from .previews import TenantPreviewOnCreate, TenantPreviewOnEdit
from .usage import TenantUsageView
from .versions import TenantPreviewRevisionView, TenantRevisionsCompareView
from .views import (
    TenantCopyView,
    TenantCreateView,
    TenantEditView,
    TenantIndexView,
    TenantInspectView,
    TenantUnpublishView,
)

READING_VIEWS = (
    InspectView,
    PreviewRevisionView,
    HistoryView,
    RevisionsCompareView,
    UsageView,
    CopyView,
)


class TenantSnippetViewSet(SnippetViewSet):
    """Base of the admin of every `TenantModel` that editors keep."""

    inspect_view_enabled = True
    index_view_class = TenantIndexView
    add_view_class = TenantCreateView
    copy_view_class = TenantCopyView
    edit_view_class = TenantEditView
    history_view_class = TenantHistoryView
    inspect_view_class = TenantInspectView
    usage_view_class = TenantUsageView
    revisions_view_class = TenantPreviewRevisionView
    revisions_compare_view_class = TenantRevisionsCompareView
    unpublish_view_class = TenantUnpublishView
    preview_on_add_view_class = TenantPreviewOnCreate
    preview_on_edit_view_class = TenantPreviewOnEdit
    chooser_viewset_class = TenantChooserViewSet

    def get_queryset(self, request: HttpRequest):
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, ["view"])

    def construct_view(self, view_class, **kwargs):
        return self._guarded(super().construct_view(view_class, **kwargs), _needed_for(view_class))

    def _guarded(self, view: Callable, needed: str) -> Callable:
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if "pk" in kwargs:
                self._check(request.user, kwargs["pk"], needed)
            return view(request, *args, **kwargs)

        return guarded

    def _check(self, user, pk, needed: str) -> None:
        """Foreign rows do not exist (404); central ones may be read, not changed (403)."""
        policy = policy_registry.get_by_type(self.model)
        try:
            row = self.model._default_manager.filter(pk=unquote(str(pk))).first()
        except (TypeError, ValueError):
            row = None
        if row is None or not policy.user_has_permission_for_instance(user, "view", row):
            raise Http404
        if not policy.user_has_permission_for_instance(user, needed, row):
            raise PermissionDenied


def _needed_for(view_class: type) -> str:
    """The permission on the row that a view with a key asks for."""
    if issubclass(view_class, READING_VIEWS):
        return "view"
    if issubclass(view_class, UnlockView):
        return "change"  # whoever has locked a row may unlock it; the view asks for the rest
    needed = view_class.permission_required
    return needed if isinstance(needed, str) else "change"
