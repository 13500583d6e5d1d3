"""The admin of redirects: list, export, form and import, of the own town alone."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.permissions import policy_registry

from kommunen.desk.snippets.history import TenantHistoryView
from kommunen.spreadsheets import SafeCells
from kommunen.tenancy import site_for

from .form import RedirectForm
from .table_import import ImportForm, import_redirects

NAMESPACE = "redirects"


def site_to_keep(request: HttpRequest) -> Site:
    """The site whose redirects the person may keep on this host.

    Raises:
        PermissionDenied: somebody of another town.
    """
    site = site_for(request)
    policy = policy_registry.get_by_type(Redirect)
    if not policy.user_has_permission_for_instance(request.user, "add", Redirect(site=site)):
        raise PermissionDenied
    return site


class RedirectIndexView(SafeCells, generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Redirect]:
        policy = policy_registry.get_by_type(Redirect)
        own = policy.instances_user_has_any_permission_for(self.request.user, ["view"])
        return own.select_related("redirect_page", "site__root_page")

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        for each in context["object_list"]:
            _describe(each)
        return context

    def to_row_dict(self, item: Redirect) -> dict:
        _describe(item)
        return super().to_row_dict(item)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse(f"{NAMESPACE}:import")
        more = Button(_("Import redirects"), url=url, icon_name="upload", priority=50)
        return [*super().header_more_buttons, more]


def _describe(row: Redirect) -> None:
    """Where it leads, without a query: the path of a page on the town's site, or the address."""
    row.target, row.kind = row.redirect_link, str(row.get_is_permanent_display())
    if row.redirect_page and row.site:
        root = row.site.root_page.url_path.rstrip("/")
        row.target = row.redirect_page.url_path.removeprefix(root)


class RedirectCreateView(generic.CreateView):
    def get_form(self, form_class: type[RedirectForm] | None = None) -> RedirectForm:
        form = super().get_form(form_class)
        form.instance.site = site_to_keep(self.request)
        return form


class ImportView(WagtailAdminTemplateMixin, FormView):
    """Takes a table; says of each row that it cannot take why, and then takes none."""

    form_class = ImportForm
    template_name = "home/redirects/import.html"
    page_title = gettext_lazy("Import redirects")
    header_icon = "redirect"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.site = site_to_keep(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:index"), "label": _("Redirects")},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form: ImportForm) -> HttpResponse:
        rows = form.cleaned_data["table"]
        if refused := import_redirects(rows, self.site):
            return self.render_to_response(self.get_context_data(form=form, refused=refused))
        taken = ngettext(
            "%(count)d redirect is stored.", "%(count)d redirects are stored.", len(rows)
        )
        messages.success(self.request, taken % {"count": len(rows)})
        return redirect(f"{NAMESPACE}:index")


class RedirectViewSet(ModelViewSet):
    model = Redirect
    name = NAMESPACE
    url_prefix = "town-redirects"
    icon = "redirect"
    menu_label = gettext_lazy("Redirects")
    menu_order = 800
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = RedirectIndexView
    add_view_class = RedirectCreateView
    history_view_class = TenantHistoryView
    list_display = [
        TitleColumn("old_path", label=gettext_lazy("From"), url_name=f"{NAMESPACE}:edit"),
        Column("target", label=gettext_lazy("To"), width="40%"),
        Column("kind", label=gettext_lazy("Kind"), width="15%"),
    ]
    list_export = ["old_path", "target", "kind"]
    export_headings = {
        "old_path": gettext_lazy("From"),
        "target": gettext_lazy("To"),
        "kind": gettext_lazy("Kind"),
    }
    export_filename = "weiterleitungen"
    ordering = "old_path"
    search_fields = ["old_path", "redirect_link", "redirect_page__title"]
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> type[RedirectForm]:
        return RedirectForm

    def construct_view(self, view_class, **kwargs):
        """Every view with a key passes here: another town's redirect does not exist."""
        view = super().construct_view(view_class, **kwargs)

        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if "pk" in kwargs:
                policy = policy_registry.get_by_type(Redirect)
                own = policy.instances_user_has_any_permission_for(request.user, ["change"])
                if not own.filter(pk=unquote(str(kwargs["pk"]))).exists():
                    raise Http404
            return view(request, *args, **kwargs)

        return guarded

    @cached_property
    def import_view(self):
        return ImportView.as_view()

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("import/", self.import_view, name="import")]


def leave_out_wagtails_own(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's hook for the settings menu: its list of all towns' redirects goes."""
    items[:] = [item for item in items if item.url != reverse("wagtailredirects:index")]
