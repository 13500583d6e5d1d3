"""How the list of texts can be narrowed."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from kommunen.models import Topic
from kommunen.tenancy import kommune_for

from .models import Textbaustein
from .versions import BY_KIND, VERSIONS


class TextFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[
            ("waiting", pgettext_lazy("state of a text", "Waits for approval")),
            ("live", pgettext_lazy("state of a text", "Published")),
            ("draft", pgettext_lazy("state of a text", "Not published")),
        ],
    )
    origin = django_filters.ChoiceFilter(
        label=_("Origin"),
        method="of_origin",
        choices=[("own", _("Own")), ("central", _("Central"))],
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        queryset=lambda request: Topic.objects.visible_to(kommune_for(request)),
    )
    target_group = django_filters.ChoiceFilter(
        label=_("Target group"), choices=Textbaustein.TargetGroup.choices
    )
    occasion = django_filters.ChoiceFilter(
        label=_("Occasion"), choices=Textbaustein.Occasion.choices
    )
    missing = django_filters.ChoiceFilter(
        label=_("Missing version"),
        method="without_version",
        choices=lambda: [(version.kind, version.label) for version in VERSIONS],
    )
    review = django_filters.ChoiceFilter(
        label=_("Review"), method="to_review", choices=[("due", _("Due"))]
    )

    class Meta:
        model = Textbaustein
        fields: list[str] = []

    def in_state(self, texts: QuerySet, _name: str, state: str) -> QuerySet:
        if state == "waiting":
            return texts.filter(pk__in=Textbaustein.objects.waiting().values("pk"))
        return texts.filter(live=state == "live")

    def of_origin(self, texts: QuerySet, _name: str, origin: str) -> QuerySet:
        return texts.filter(site__isnull=origin == "central")

    def without_version(self, texts: QuerySet, _name: str, kind: str) -> QuerySet:
        return BY_KIND[kind].missing_in(texts)

    def to_review(self, texts: QuerySet, _name: str, _value: str) -> QuerySet:
        return texts.filter(review_on__lte=timezone.localdate())
