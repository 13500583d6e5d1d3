"""How initiatives are found in the database. Pages and views chain these words."""

from collections.abc import Iterable
from typing import Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from kommunen.geo import Bounds
from kommunen.models import Category, Kommune
from kommunen.sharing.sources import Sources
from kommunen.tree import of_kinds


class InitiativeQuerySet(PageQuerySet):
    def in_town(self, kommune: Kommune) -> Self:
        """Initiatives in the town's tree, drafts included."""
        return self.descendant_of(kommune.site.root_page)

    def shown_by(self, kommune: Kommune, sources: Sources) -> Self:
        """Initiatives in the town's tree and those that others let it show, drafts included."""
        if not sources:
            return self.in_town(kommune)
        return self.filter(Q(path__startswith=kommune.site.root_page.path) | sources.pages())

    def visible(self) -> Self:
        """What citizens may see: published, not behind a password, not hidden as outdated.

        Unlike Wagtail's `public()` it asks in the same query, however many passwords there are.
        """
        return self.open_to_all().filter(status__hidden_at=None)

    def open_to_all(self) -> Self:
        """Published and not behind a password; also what is hidden as outdated."""
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        private = PageViewRestriction.objects.annotate(path_below=path).filter(
            path_below__startswith=F("page__path")
        )
        return self.live().filter(~Exists(private))

    def of_categories(self, categories: Iterable[Category]) -> Self:
        """Initiatives of at least one of the categories or what belongs to it, each once."""
        of_them = self.model.categories.through.objects.filter(of_kinds(categories))
        return self.filter(pk__in=of_them.values("initiativepage"))

    def on_days(self, digits: str) -> Self:
        """Initiatives that are active on at least one of the days of the week."""
        wanted = Q()
        for digit in digits:
            wanted |= Q(weekdays__contains=digit)
        return self.filter(wanted)

    def within(self, bounds: Bounds) -> Self:
        """Initiatives whose place lies inside the rectangle, edges included."""
        return self.filter(
            is_everywhere=False,
            lat__range=(bounds.south, bounds.north),
            lon__range=(bounds.west, bounds.east),
        )
