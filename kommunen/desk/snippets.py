"""Admin of tenant-owned rows: one choke point for every view of a snippet, and its chooser.

Wagtail's edit, usage, history and lock views ask for model permissions only; so each view that
gets a key first has to pass `_guarded`.
"""

from collections.abc import Callable

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Site
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
    EditView,
    HistoryView,
    IndexView,
    InspectView,
    PreviewOnCreateView,
    PreviewOnEditView,
    PreviewRevisionView,
    RevisionsCompareView,
    SnippetViewSet,
    UnlockView,
    UnpublishView,
    UsageView,
)

from kommunen.desk.references import foreign_references
from kommunen.models import Kommune, TenantModel
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


class TenantChooseView(_OnlyChoosable, ChooseView):
    pass


class TenantChooseResultsView(_OnlyChoosable, ChooseResultsView):
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
    choose_view_class = TenantChooseView
    choose_results_view_class = TenantChooseResultsView
    chosen_view_class = _TenantChosen
    chosen_multiple_view_class = _TenantChosenMultiple


class _RowPermissions:
    """Asks whether this row may be changed, published, locked; Wagtail asks about the model."""

    def user_has_permission(self, permission: str) -> bool:
        row = getattr(self, "object", None)
        return super().user_has_permission(permission) and (
            row is None
            or row._state.adding
            or permission == "add"
            or self.user_has_permission_for_instance(permission, row)
        )


class _OwnedFormMixin(_RowPermissions):
    """A new row gets its tenant from the host it is made on, never from the form."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if form.instance._state.adding:
            form.instance.site = owner_of_new_row(self.request)
            if not self.user_has_permission_for_instance("add", form.instance):
                raise PermissionDenied
        return form

    def get_available_actions(self) -> list[str]:
        actions = super().get_available_actions()
        site = owner_of_new_row(self.request) if self.object is None else self.object.site
        row = self.object or self.model(site=site)
        if self.user_has_permission_for_instance("publish", row):
            return actions
        return [action for action in actions if action != "publish"]

    def form_valid(self, form):
        if foreign := names_foreign_things(form.instance, self.request):
            raise PermissionDenied(", ".join(foreign))
        return super().form_valid(form)


def owner_of_new_row(request: HttpRequest) -> Site | None:
    """The site a new row belongs to; None (central) on the central site's host."""
    kommune = kommune_for(request)
    return None if kommune.is_central else kommune.site


def names_foreign_things(row: TenantModel, request: HttpRequest) -> list[str]:
    """What the row names although it belongs to a third tenant; only members are bound by it."""
    if not is_bound(request.user):
        return []
    owner = Q(kind=Kommune.Kind.ZENTRALE) if row.site_id is None else Q(site=row.site_id)
    return foreign_references(row, Kommune.objects.complete().get(owner))


class TenantCreateView(_OwnedFormMixin, CreateView):
    pass


class TenantCopyView(_OwnedFormMixin, CopyView):
    """Shows a row's content in a form, and makes a new row of what is sent."""

    def get_object(self, queryset=None) -> TenantModel | None:
        # Wagtail would save what is sent into the row that is copied.
        return super().get_object(queryset) if self.request.method == "GET" else None

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "action_url": self.request.path}


class TenantEditView(_OwnedFormMixin, EditView):
    pass


class TenantInspectView(_RowPermissions, InspectView):
    pass


class TenantUnpublishView(_RowPermissions, UnpublishView):
    pass


class _OwnPreviewMixin:
    """A preview shows nothing of another tenant, whatever keys its form was given."""

    def validate_form(self, form) -> bool:
        if form.instance._state.adding:
            form.instance.site = owner_of_new_row(self.request)
        return super().validate_form(form) and not names_foreign_things(form.instance, self.request)


class _TenantPreviewOnCreate(_OwnPreviewMixin, PreviewOnCreateView):
    pass


class _TenantPreviewOnEdit(_OwnPreviewMixin, PreviewOnEditView):
    pass


class TenantIndexView(IndexView):
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


def hide_closed_actions(menu_items: list, request: HttpRequest, context: dict) -> None:
    """Wagtail's hook for the buttons below a snippet's form: it asks for the model, we for the row.

    Drops in place what the view would refuse.
    """
    if not issubclass(context["model"], TenantModel):
        return
    row = context.get("instance") or context["model"](site=owner_of_new_row(request))
    policy = policy_registry.get_by_type(context["model"])
    if not policy.user_has_permission_for_instance(request.user, "publish", row):
        closed = ("action-publish", "action-unpublish")
        menu_items[:] = [item for item in menu_items if item.name not in closed]


class TenantSnippetViewSet(SnippetViewSet):
    """Base of the admin of every `TenantModel` that editors keep."""

    inspect_view_enabled = True
    index_view_class = TenantIndexView
    add_view_class = TenantCreateView
    copy_view_class = TenantCopyView
    edit_view_class = TenantEditView
    inspect_view_class = TenantInspectView
    unpublish_view_class = TenantUnpublishView
    preview_on_add_view_class = _TenantPreviewOnCreate
    preview_on_edit_view_class = _TenantPreviewOnEdit
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
