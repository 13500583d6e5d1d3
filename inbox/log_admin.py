"""The log in the admin: read, filtered, searched, exported; never added to, changed or deleted."""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter, display
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from kommunen.plaintext import one_line
from kommunen.spreadsheets import SafeCells
from kommunen.tenancy import is_bound, site_ids_of

from .models import LogEntry


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


class Recent(SimpleListFilter):
    """Entries of the last days."""

    title = _("time")
    parameter_name = "days"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [("1", _("Last 24 hours")), ("7", _("Last 7 days"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in ("1", "7"):
            return queryset
        return queryset.filter(at__gte=now() - timedelta(days=int(self.value())))


class LogIndexView(SafeCells, IndexView):
    """The list and its exports."""

    FILTERS = frozenset({"kind__exact", "state__exact", "days"})

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


class LogAdmin(ModelAdmin):
    """The log of the towns a person works for; superusers read all of it."""

    model = LogEntry
    base_url_path = "log"
    menu_label = pgettext_lazy("log", "Log")
    menu_icon = "history"
    menu_order = 900
    add_to_admin_menu = False  # it stands among the reports
    permission_helper_class = ReadOnly
    index_view_class = LogIndexView
    list_filter = [Recent, "state", "kind"]
    list_select_related = ["site__kommune"]
    list_per_page = 50
    search_fields = ["about", "message"]
    index_view_extra_css = ["inbox/css/log.css"]
    inspect_view_enabled = True
    inspect_view_fields = ["at", "changed_at", "kind", "state", "about", "url", "message"]
    history_view_enabled = False
    list_export = ["at", "town", "kind_label", "state_label", "about", "url", "message"]
    export_filename = "protokoll"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        columns = ["about", "message", "state", "kind", "when"]
        return columns if is_bound(request.user) else ["about", "town", *columns[1:]]

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

    @display(description=pgettext_lazy("log", "begun"), ordering="at")
    def when(self, entry: LogEntry) -> str:
        return date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT")

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
