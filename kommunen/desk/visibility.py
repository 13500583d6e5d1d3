"""A town hides a central category or topic for itself, with one click in the list."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry

from kommunen.audit.recording import record
from kommunen.desk.snippets import TenantIndexView, TenantSnippetViewSet
from kommunen.models import KommuneSettings
from kommunen.tenancy import kommune_for


def may_hide(request: HttpRequest, model: type[Model]) -> bool:
    """Whether the person looks after such rows in the town whose host was asked."""
    kommune = kommune_for(request)
    if kommune.is_central:
        return False
    policy = policy_registry.get_by_type(model)
    return policy.user_has_permission_for_instance(request.user, "change", model(site=kommune.site))


class VisibilityColumn(Column):
    """Whether the town shows a central row, and the button to change that."""

    cell_template_name = "kommunen/desk/visibility_cell.html"

    def get_value(self, instance: Model) -> bool:
        """Whether the row is hidden in the town."""
        return instance.is_hidden

    def get_cell_context_data(self, instance: Model, parent_context: dict) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        context["may_hide"] = instance.is_central and may_hide(request, type(instance))
        context["csrf_token"] = get_token(request)
        context["url"] = reverse(
            type(instance).snippet_viewset.get_url_name("visibility"), args=[instance.pk]
        )
        return context


class HideableIndexView(TenantIndexView):
    def get_context_data(self, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        hidden = self.model.objects.hidden_by(kommune_for(self.request))
        keys = set(hidden.values_list("pk", flat=True))
        for row in context["object_list"]:
            row.is_hidden = row.pk in keys
        return context


class VisibilityView(View):
    """Hides the row in the town, or shows it again."""

    model: type[Model] | None = None  # set by the viewset
    permission_required = "view"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(self.model, pk=pk)
        if not row.is_central or not may_hide(request, self.model):
            raise PermissionDenied
        kommune = kommune_for(request)
        settings, _created = KommuneSettings.objects.get_or_create(site=kommune.site)
        hidden = getattr(settings, self.model.hidden_in)
        if request.POST.get("hide"):
            hidden.add(row)
            record("kommunen.hide", row, kommune=kommune)
            said = _(
                "“%(name)s” is hidden in your town: it is gone from filters, forms and choosers. "
                "Entries that carry it keep it, and show it again as soon as you show it again."
            )
        else:
            hidden.remove(row)
            record("kommunen.show", row, kommune=kommune)
            said = _("“%(name)s” is shown in your town again, also on entries that carry it.")
        settings.save()  # makes the pages new that were kept
        messages.success(request, said % {"name": row})
        return redirect(reverse(self.model.snippet_viewset.get_url_name("list")))


class HideableViewSet(TenantSnippetViewSet):
    """Base of the admin of rows of which a town may hide the central ones."""

    index_view_class = HideableIndexView
    visibility_column = VisibilityColumn(
        "is_hidden", label=gettext_lazy("In your town"), width="25%"
    )

    @cached_property
    def visibility_view(self):
        view = VisibilityView.as_view(model=self.model)
        return self._guarded(view, VisibilityView.permission_required)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("visibility/<int:pk>/", self.visibility_view, name="visibility"),
        ]
