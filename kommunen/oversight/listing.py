"""The operator's list of all tenants, in place of Wagtail's lists of all sites.

A page of it costs the same number of queries with ten tenants and with 11,000, and no form lists
all sites as options.
"""

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from kommunen.lifecycle.readiness import open_steps, steps, with_steps
from kommunen.models import HostAlias, Kommune, Membership, Person
from kommunen.oversight.figures import attribute_of, with_figures
from kommunen.oversight.ways import ways_of
from kommunen.registry import town_figures
from kommunen.spreadsheets import SafeCells

ANYTHING = "anything"


def missing_choices() -> list[tuple[str, str | Promise]]:
    """What the list can be narrowed by; upper floors add their own steps."""
    return [
        (ANYTHING, pgettext_lazy("missing", "Something it needs to go live")),
        *((step.name, step.label) for step in steps()),
    ]


def for_the_list(kommunen: QuerySet[Kommune]) -> QuerySet[Kommune]:
    """With what a row of the list shows, in the same query; without the heavy outlines.

    A dozen subqueries for each tenant: ask for those that are shown, not for all of 11,000.
    """
    members = Membership.objects.filter(kommune=OuterRef("pk")).order_by()
    people = members.values("kommune").annotate(number=Count("user", distinct=True))
    known = Person.objects.filter(kommune=OuterRef("pk")).order_by()
    sign_ins = known.values("kommune").annotate(last=Max("signed_in_at"))
    return with_steps(
        kommunen.select_related("site__root_page").defer("outline", "extent")
    ).annotate(
        people=Coalesce(Subquery(people.values("number")), 0, output_field=IntegerField()),
        last_sign_in=Subquery(sign_ins.values("last")),
    )


class KommuneFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        choices=Kommune.State.choices,
        label=_("State"),
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        choices=Kommune.Kind.choices,
        label=_("Kind"),
        widget=forms.CheckboxSelectMultiple,
    )
    missing = django_filters.ChoiceFilter(
        choices=missing_choices,
        method="lacking",
        label=pgettext_lazy("missing", "What is missing"),
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Kommune
        fields = []

    def lacking(self, kommunen: QuerySet[Kommune], name: str, value: str) -> QuerySet[Kommune]:
        kommunen = with_steps(kommunen)
        if value == ANYTHING:
            condition = Q()
            for step in steps():
                if step.is_required:
                    condition |= Q(**{step.annotation: True})
            return kommunen.filter(condition)
        return kommunen.filter(**{f"lacks_{value}": True})


def _host_and_key(kommune: Kommune) -> SafeString:
    """The host, and below it the official key: a column for each would not fit the screen."""
    return format_html("{}<br>{}", kommune.site.hostname, kommune.key)


class _Missing(Column):
    """What keeps the tenant from going live, in a word or two each."""

    def get_value(self, instance: Kommune) -> str:
        return ", ".join(str(step.label) for step in open_steps(instance) if step.is_required)


class _Figure(Column):
    """A figure of the registry; the database does not know it, so it cannot be sorted by."""


class _WithFigures:
    """Tenants for an export, with their figures. Iterable as often as one likes."""

    def __init__(self, kommunen: QuerySet[Kommune]):
        self.kommunen, self.model = kommunen, kommunen.model

    def __iter__(self) -> Iterator[Kommune]:
        for kommune in with_figures(self.kommunen):
            steps = open_steps(kommune)
            kommune.missing = ", ".join(str(step.label) for step in steps)
            yield kommune


class KommuneIndexView(SafeCells, IndexView):
    export_filename = "kommunen"
    default_ordering = "name"

    def search_queryset(self, queryset: QuerySet[Kommune]) -> QuerySet[Kommune]:
        """By name, key or host; an alias counts as a host."""
        if not self.is_searching:
            return queryset
        words = self.search_query.strip()
        alias = HostAlias.objects.filter(kommune=OuterRef("pk"), hostname__icontains=words)
        return queryset.filter(
            Q(name__icontains=words)
            | Q(key__startswith=words)
            | Q(site__hostname__icontains=words)
            | Exists(alias)
        )

    def order_queryset(self, queryset: QuerySet[Kommune]) -> QuerySet[Kommune]:
        if self.ordering.removeprefix("-") in {"people", "last_sign_in"}:
            queryset = for_the_list(queryset)
        return super().order_queryset(queryset).order_by(*self._ordering(), "pk")

    def _ordering(self) -> list[Any]:
        """Tenants without a sign-in come last, in whichever order."""
        if self.ordering == "last_sign_in":
            return [F("last_sign_in").asc(nulls_last=True)]
        if self.ordering == "-last_sign_in":
            return [F("last_sign_in").desc(nulls_last=True)]
        return [self.ordering]

    def paginate_queryset(self, queryset, page_size):
        paginator, page, object_list, is_paginated = super().paginate_queryset(queryset, page_size)
        keys = list(object_list.values_list("pk", flat=True))
        shown = for_the_list(Kommune.objects.filter(pk__in=keys))
        page.object_list = sorted(with_figures(shown), key=lambda kommune: keys.index(kommune.pk))
        return paginator, page, page.object_list, is_paginated

    def as_spreadsheet(self, queryset: QuerySet[Kommune], spreadsheet_format: str) -> HttpResponse:
        return super().as_spreadsheet(_WithFigures(for_the_list(queryset)), spreadsheet_format)

    def get_list_more_buttons(self, instance: Kommune) -> list:
        """The steps that are possible now, beside Wagtail's own."""
        steps = [
            MenuItem(label, url, icon_name="arrow-right", priority=50)
            for label, url in ways_of(instance)
        ]
        return [*super().get_list_more_buttons(instance), *steps]

    @cached_property
    def columns(self) -> list[Column]:
        name = self._get_title_column_class(TitleColumn)
        return [
            name(
                "official_name",
                label=_("Name"),
                sort_key="name",
                get_url=self.get_inspect_url,
                width="22%",
            ),
            Column("host", accessor=_host_and_key, label=_("Host"), sort_key="site__hostname"),
            StatusTagColumn(
                "state",
                accessor="get_state_display",
                label=_("State"),
                sort_key="state",
                primary=lambda kommune: kommune.state == Kommune.State.LIVE,
            ),
            _Missing("missing", label=pgettext_lazy("missing", "Missing")),
            *(_Figure(attribute_of(each.name), label=each.label) for each in town_figures),
            Column("people", label=_("People"), sort_key="people"),
            DateColumn("last_sign_in", label=_("Sign-in"), sort_key="last_sign_in"),
            DateColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
        ]

    @cached_property
    def list_export(self) -> list[str]:
        return [
            "name",
            "get_kind_display",
            "key",
            "site.hostname",
            "get_state_display",
            "missing",
            *(attribute_of(each.name) for each in town_figures),
            "people",
            "last_sign_in",
            "changed_at",
            "kept_until",
        ]

    @cached_property
    def export_headings(self) -> dict[str, Any]:
        return {
            "get_kind_display": _("Kind"),
            "get_state_display": _("State"),
            "site.hostname": _("Host"),
            "missing": pgettext_lazy("missing", "Missing"),
            "people": _("People"),
            "last_sign_in": _("Last sign-in"),
            **{attribute_of(each.name): each.label for each in town_figures},
        }
