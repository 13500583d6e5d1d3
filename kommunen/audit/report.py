"""The record of changes in the admin: a town reads its own, the operator all of them."""

from collections.abc import Iterator
from functools import cached_property

import django_filters
from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from kommunen.audit.sentences import actor, kind_choices, models_called, sentence, thing_name, whose
from kommunen.desk.policies import permissions_of
from kommunen.models import AuditEntry
from kommunen.spreadsheets import SafeCells
from kommunen.tenancy import kommune_for

PERMISSION = "kommunen.view_auditentry"
URL_NAME = "kommunen_audit"
WHAT_HAPPENED = pgettext_lazy("log", "What happened")
MOST_PEOPLE = 200  # in the filter of a town


def reads_all(user: AbstractBaseUser) -> bool:
    return user.is_active and user.is_superuser


def visible_entries(request: HttpRequest) -> QuerySet[AuditEntry]:
    """What this person may read on this host.

    Raises:
        PermissionDenied: nothing, for lack of the role in this town.
    """
    entries = AuditEntry.objects.select_related("kommune").defer(
        "kommune__outline", "kommune__extent"
    )
    if reads_all(request.user):
        return entries
    kommune = kommune_for(request)
    if PERMISSION not in permissions_of(request.user).get(kommune.site_id, set()):
        raise PermissionDenied
    return entries.filter(kommune=kommune)


class AuditFilters(WagtailFilterSet):
    """What both town and operator narrow the record by."""

    at = django_filters.DateFromToRangeFilter(label=_("Time"), widget=DateRangePickerWidget)
    thing = django_filters.MultipleChoiceFilter(
        label=_("Kind"), widget=forms.CheckboxSelectMultiple, choices=(), method="of_kinds"
    )

    class Meta:
        model = AuditEntry
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = sorted(kind_choices(), key=lambda choice: choice[1].casefold())
        self.filters["thing"].extra["choices"] = choices

    def of_kinds(self, entries: QuerySet, name: str, kinds: list[str]) -> QuerySet:
        wanted = {model for kind in kinds for model in models_called(kind)}
        return entries.filter(thing__in=wanted) if wanted else entries


class TownFilters(AuditFilters):
    """A town picks one of its own people."""

    person = django_filters.ChoiceFilter(
        field_name="actor_name", label=_("Person"), empty_label=_("All"), choices=()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = visible_entries(self.request).filter(actor_kind=AuditEntry.ActorKind.MEMBER)
        names = members.order_by("actor_name").values_list("actor_name", flat=True).distinct()
        self.filters["person"].extra["choices"] = [(name, name) for name in names[:MOST_PEOPLE]]


class OperatorFilters(AuditFilters):
    """The operator types names: a list of all towns or people would be too long."""

    person = django_filters.CharFilter(
        field_name="actor_name", lookup_expr="icontains", label=_("Person")
    )
    kommune = django_filters.CharFilter(
        field_name="kommune__name", lookup_expr="icontains", label=_("Kommune")
    )


class AuditView(SafeCells, ReportView):
    """Read, filtered, exported; never added to, changed or deleted."""

    model = AuditEntry
    page_title = _("Record of changes")
    header_icon = "history"
    index_url_name = URL_NAME
    index_results_url_name = f"{URL_NAME}_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    export_filename = "aenderungen"
    any_permission_required = None
    is_searchable = True
    default_ordering = "-at"
    verbose_name_plural = AuditEntry._meta.verbose_name_plural

    @cached_property
    def for_operator(self) -> bool:
        return reads_all(self.request.user)

    @property
    def filterset_class(self) -> type[AuditFilters]:
        return OperatorFilters if self.for_operator else TownFilters

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        visible_entries(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[AuditEntry]:
        return visible_entries(self.request)

    def search_queryset(self, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """By the title of what was changed."""
        return queryset.filter(about__icontains=self.search_query)

    def order_queryset(self, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        up = self.ordering == "at"
        return queryset.order_by("at", "pk") if up else queryset.order_by("-at", "-pk")

    @cached_property
    def columns(self) -> list[Column]:
        town = Column("kommune", accessor=lambda entry: whose(entry.kommune), label=_("Kommune"))
        return [
            Column(
                "at",
                accessor=lambda entry: localtime(entry.at).strftime("%d.%m.%Y %H:%M"),
                label=_("Time"),
                sort_key="at",
                width="14%",
            ),
            Column("sentence", accessor=self._sentence, label=WHAT_HAPPENED),
            *([town] if self.for_operator else []),
        ]

    def _sentence(self, entry: AuditEntry) -> str:
        return sentence(entry, for_operator=self.for_operator)

    @cached_property
    def list_export(self) -> list[str]:
        fields = ["at", "who", "role_labels", "what", "about", "detail", "sentence"]
        return [fields[0], "town", *fields[1:]] if self.for_operator else fields

    export_headings = {
        "at": _("Time"),
        "town": _("Kommune"),
        "who": _("Person"),
        "role_labels": _("Roles"),
        "what": _("Kind"),
        "about": _("Title"),
        "detail": _("Detail"),
        "sentence": WHAT_HAPPENED,
    }

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> HttpResponse:
        return super().as_spreadsheet(_InWords(queryset, self.for_operator), spreadsheet_format)


class _InWords:
    """Entries for an export, with their sentences."""

    def __init__(self, entries: QuerySet[AuditEntry], for_operator: bool):
        self.entries, self.for_operator, self.model = entries, for_operator, AuditEntry

    def __iter__(self) -> Iterator[AuditEntry]:
        for entry in self.entries.iterator(chunk_size=500):
            entry.who = actor(entry, for_operator=self.for_operator)
            entry.town = whose(entry.kommune)
            entry.what = thing_name(entry.thing)
            entry.sentence = sentence(entry, for_operator=self.for_operator)
            yield entry


class AuditMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


def menu_item() -> MenuItem:
    return AuditMenuItem(_("Record of changes"), reverse(URL_NAME), icon_name="history", order=910)


def urls() -> list:
    return [
        path("reports/changes/", AuditView.as_view(), name=URL_NAME),
        path(
            "reports/changes/results/",
            AuditView.as_view(results_only=True),
            name=f"{URL_NAME}_results",
        ),
    ]
