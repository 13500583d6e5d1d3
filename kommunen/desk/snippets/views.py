"""Wagtail's views of a snippet, asked about the row instead of the model."""

from django.core.exceptions import PermissionDenied
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    EditView,
    IndexView,
    InspectView,
    UnpublishView,
)

from kommunen.desk.references import as_sent
from kommunen.models import TenantModel

from .ownership import names_foreign_things, owner_of_new_row
from .versions import only_reads


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

    def form_invalid(self, form):
        # Shown again, the form would name what its keys stand for.
        if foreign := names_foreign_things(as_sent(form), self.request):
            raise PermissionDenied(", ".join(foreign))
        return super().form_invalid(form)


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
    def get_page_subtitle(self) -> str:
        # Wagtail would take the title of the latest draft.
        if only_reads(self.request.user, self.object):
            return str(self.object)
        return super().get_page_subtitle()


class TenantUnpublishView(_RowPermissions, UnpublishView):
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
