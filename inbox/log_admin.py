"""The log in the admin: read, filtered, searched, exported; never added to, changed or deleted."""

from datetime import datetime

from django.contrib.admin import display
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.timezone import localtime, make_naive
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from kommunen.tenancy import is_bound, site_ids_of

from .models import LogEntry
from .plaintext import one_line
from .spreadsheets import safe_cell


class ReadOnly(PermissionHelper):
    """Whoever may view the log may list and inspect it; nobody may do more."""

    def user_can_list(self, user) -> bool:
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user, obj) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user) -> bool:
        return False

    def user_can_edit_obj(self, user, obj) -> bool:
        return False

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class LogIndexView(IndexView):
    """The list and its exports."""

    FILTERS = frozenset({"kind__exact", "state__exact", "at__gte", "at__lt"})

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)

    def get_filters_params(self, params: dict | None = None) -> dict:
        """Only our own filters: any other look-up could ask step by step what a mail says."""
        given = super().get_filters_params(params)
        return {name: value for name, value in given.items() if name in self.FILTERS}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> QuerySet:
        return super().get_search_results(request, queryset, one_line(term))

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        """modeladmin would write every word with a capital letter."""
        return capfirst(str(label_for_field(field, self.model, self.model_admin)))

    def preprocess_field_value(self, field: str, value: object, export_format: str) -> object:
        if isinstance(value, datetime):
            value = make_naive(value) if export_format == self.FORMAT_XLSX else localtime(value)
        else:
            value = safe_cell(value)
        return value if export_format == self.FORMAT_XLSX else str(value)


class LogAdmin(ModelAdmin):
    """The log of the towns a person works for; superusers read all of it."""

    model = LogEntry
    base_url_path = "log"
    menu_label = pgettext_lazy("log", "Log")
    menu_icon = "history"
    menu_order = 900
    add_to_settings_menu = True
    permission_helper_class = ReadOnly
    index_view_class = LogIndexView
    list_filter = ["kind", "state", "at"]
    list_select_related = ["site__kommune"]
    list_per_page = 50
    search_fields = ["about", "message"]
    inspect_view_enabled = True
    inspect_view_fields = ["at", "changed_at", "kind", "state", "about", "url", "message"]
    history_view_enabled = False
    list_export = ["at", "town", "kind_label", "state_label", "about", "url", "message"]
    export_filename = "protokoll"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        columns = ["at", "kind", "about", "state", "message"]
        return columns if is_bound(request.user) else [*columns, "town"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LogEntry]:
        entries = super().get_queryset(request)
        if is_bound(request.user):
            entries = entries.filter(site__in=site_ids_of(request.user))
        return entries

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """One entry; modeladmin itself would look it up among all tenants'."""
        if not instance_pk.isdecimal() or not self.get_queryset(request).filter(pk=instance_pk):
            raise Http404
        return super().inspect_view(request, instance_pk)

    def get_admin_urls_for_registration(self) -> tuple:
        kept = {self.url_helper.get_action_url_name(action) for action in ("index", "inspect")}
        return tuple(
            each for each in super().get_admin_urls_for_registration() if each.name in kept
        )

    @display(description=_("Kommune"), ordering="site__kommune__name")
    def town(self, entry: LogEntry) -> str:
        kommune = getattr(entry.site, "kommune", None)
        return str(kommune or entry.site or "")

    @display(description=pgettext_lazy("log", "kind"))
    def kind_label(self, entry: LogEntry) -> str:
        return entry.get_kind_display()

    @display(description=pgettext_lazy("log", "state"))
    def state_label(self, entry: LogEntry) -> str:
        return entry.get_state_display()
