"""What the editors' list of events can be narrowed by; exports and bulk actions read the same."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from kommunen.models import Category
from kommunen.tenancy import kommune_for
from termintipps.models import EventPage, Occurrence, Subscription
from termintipps.queries import Period


def categories_here(request: HttpRequest) -> QuerySet[Category]:
    return Category.objects.visible_to(kommune_for(request))


def subscriptions_here(request: HttpRequest) -> QuerySet[Subscription]:
    return Subscription.objects.for_site(kommune_for(request).site)


class EventFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Status"),
        method="of_state",
        choices=[
            ("live", pgettext_lazy("events", "Published")),
            ("changed", pgettext_lazy("events", "Published, with an open change")),
            ("draft", pgettext_lazy("events", "Drafts")),
        ],
    )
    when = django_filters.ChoiceFilter(
        label=_("When"),
        method="by_time",
        choices=[("ahead", _("With dates ahead")), ("over", _("Over"))],
    )
    day = django_filters.DateFilter(
        label=_("Takes place on"), method="on_day", widget=AdminDateInput
    )
    repeats = django_filters.ChoiceFilter(
        label=_("Repetition"),
        method="by_repetition",
        choices=[("once", _("Once")), ("series", _("Series"))],
    )
    category = django_filters.ModelMultipleChoiceFilter(
        label=_("Kinds of engagement"),
        queryset=categories_here,
        method="of_categories",
        widget=CheckboxSelectMultiple,
    )
    origin = django_filters.ModelChoiceFilter(
        label=_("Subscribed calendar"),
        queryset=subscriptions_here,
        field_name="origin__subscription",
        empty_label=_("all"),
    )
    gone = django_filters.BooleanFilter(
        label=_("No longer in its calendar"), field_name="origin__gone_at", method="is_gone"
    )
    is_tip = django_filters.BooleanFilter(label=_("Recommended"))
    district = django_filters.CharFilter(
        label=pgettext_lazy("of a town", "District"), lookup_expr="icontains"
    )

    class Meta:
        model = EventPage
        fields: list[str] = []

    def of_state(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        if value == "draft":
            return pages.filter(live=False)
        is_changed = {"has_unpublished_changes": True} if value == "changed" else {}
        return pages.filter(live=True, **is_changed)

    def by_time(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        coming = Exists(_dates().filter(ends_at__gt=timezone.now()))
        if value == "ahead":
            return pages.filter(coming)
        return pages.filter(~coming, Exists(_dates()))

    def on_day(self, pages: QuerySet, name: str, value) -> QuerySet:
        return pages.filter(Exists(_dates().within(Period.of_days(value, value)).order_by()))

    def by_repetition(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages.filter(rrule="") if value == "once" else pages.exclude(rrule="")

    def of_categories(self, pages: QuerySet, name: str, value: list[Category]) -> QuerySet:
        if not value:
            return pages
        of_them = EventPage.categories.through.objects.filter(category__in=value)
        return pages.filter(pk__in=of_them.values("eventpage"))

    def is_gone(self, pages: QuerySet, name: str, value: bool) -> QuerySet:
        return pages.filter(origin__gone_at__isnull=not value)


def _dates() -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(event=OuterRef("pk"))
