"""Admin of tenant-owned rows: one choke point for every view of a snippet, and its chooser.

Wagtail's edit, usage, history and lock views ask for model permissions only; so each view that
gets a key first has to pass `_guarded`.
"""

from collections.abc import Callable

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    InspectView,
    PreviewRevisionView,
    RevisionsCompareView,
    SnippetViewSet,
    UsageView,
)

from kommunen.models import Kommune
from kommunen.references import foreign_references
from kommunen.tenancy import is_bound, kommune_for

READING_VIEWS = (
    InspectView,
    PreviewRevisionView,
    HistoryView,
    RevisionsCompareView,
    UsageView,
    CopyView,
)


def choosable(model, user):
    """Rows the user may put on a page: own and central ones."""
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        user, ["choose"]
    )


class _OnlyChoosable:
    """Own and central rows only, in the chooser's list and by key."""

    def get_object_list(self):
        return choosable(self.model_class, self.request.user)


class _TenantChoose(_OnlyChoosable, ChooseView):
    pass


class _TenantChooseResults(_OnlyChoosable, ChooseResultsView):
    pass


class _TenantChosen(SnippetChosenView):
    def get_object(self, pk):
        found = choosable(self.model_class, self.request.user).filter(pk=unquote(str(pk))).first()
        if found is None:
            raise Http404
        return found


class _TenantChosenMultiple(SnippetChosenMultipleView):
    def get_objects(self, pks):
        return choosable(self.model_class, self.request.user).filter(pk__in=pks)


class TenantChooserViewSet(SnippetChooserViewSet):
    choose_view_class = _TenantChoose
    choose_results_view_class = _TenantChooseResults
    chosen_view_class = _TenantChosen
    chosen_multiple_view_class = _TenantChosenMultiple


class _OwnedFormMixin:
    """A new row gets its tenant from the host it is made on, never from the form."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if form.instance._state.adding:
            form.instance.site = owner_of_new_row(self.request)
        return form

    def form_valid(self, form):
        foreign = foreign_references(form.instance, kommune_for(self.request))
        if foreign and is_bound(self.request.user):
            raise PermissionDenied(", ".join(foreign))
        return super().form_valid(form)


def owner_of_new_row(request: HttpRequest):
    """The site a new row belongs to; None (central) on the central site's host.

    Raises:
        PermissionDenied: a member of other towns only.
    """
    kommune: Kommune = kommune_for(request)
    members = kommune.memberships.filter(user=request.user)
    if is_bound(request.user) and not members.exists():
        raise PermissionDenied
    return None if kommune.is_central else kommune.site


class _TenantCreate(_OwnedFormMixin, CreateView):
    pass


class _TenantCopy(_OwnedFormMixin, CopyView):
    pass


class _TenantEdit(_OwnedFormMixin, EditView):
    pass


class _TenantIndex(IndexView):
    """Central rows lead to their read-only view."""

    def _may(self, action: str, instance) -> bool:
        policy = policy_registry.get_by_type(self.model)
        return policy.user_has_permission_for_instance(self.request.user, action, instance)

    def get_edit_url(self, instance):
        if self._may("change", instance):
            return super().get_edit_url(instance)
        return self.get_inspect_url(instance)

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if self._may("delete", instance) else None


class TenantSnippetViewSet(SnippetViewSet):
    """Base of the admin of every `TenantModel` that editors keep."""

    inspect_view_enabled = True
    index_view_class = _TenantIndex
    add_view_class = _TenantCreate
    copy_view_class = _TenantCopy
    edit_view_class = _TenantEdit
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
    if issubclass(view_class, READING_VIEWS):
        return "view"
    return "delete" if issubclass(view_class, DeleteView) else "change"
