"""What blocks show of the rest of the site. Loaded when the first block asks, once a request.

So a page with ten teasers costs what a page with one costs: one query for each kind.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from home.headlines import Headline, headlines
from kommunen.geo.outlines import outline
from kommunen.kinds import kinds_of, remember_kinds
from kommunen.models import Category, Kommune
from kommunen.navigation import Navigation, Way
from mitmachkarte.entries import COLUMNS, Entry
from mitmachkarte.models import InitiativePage
from mitmachkarte.still_map import Ground, town_ground

if TYPE_CHECKING:
    from mitmachkarte.queries import InitiativeQuerySet

MOST_NEARBY = 6
MOST_NEWS = 6


@dataclass(frozen=True, slots=True)
class Marker:
    """An initiative on the small map."""

    x: str  # "12.3%"
    y: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Town:
    """A town in the list of those that take part."""

    pk: int
    name: str
    url: str
    host: str
    outline: dict | None  # the shipped one: those in the database weigh too much for a list


class Teasers:
    """What one request shows of a town."""

    def __init__(self, request: HttpRequest):
        self.request = request
        self.kommune: Kommune = request.kommune
        self.navigation = Navigation.of(request)

    @classmethod
    def of(cls, request: HttpRequest | None) -> Self | None:
        """The teasers of this request, kept on it; None where no tenant is asked."""
        if getattr(request, "kommune", None) is None:
            return None
        if not hasattr(request, "_home_teasers"):
            request._home_teasers = cls(request)
        return request._home_teasers

    @property
    def map(self) -> Way | None:
        """The way to the map; None if the town has none or does not show it."""
        return self.navigation.to("mitmachkarte") if self.kommune.settings.show_map else None

    @property
    def news_index(self) -> Way | None:
        return self.navigation.to("aktuelles")

    @cached_property
    def kinds(self) -> list[Category]:
        """The kinds of engagement the town shows, each with its `number` of initiatives."""
        through = InitiativePage.categories.through.objects
        found = through.filter(
            category=OuterRef("pk"), initiativepage__in=self._visible.values("pk")
        )
        numbers = found.order_by().values("category").annotate(number=Count("pk")).values("number")
        everything = self._visible.order_by().values("live").annotate(all=Count("pk")).values("all")
        remember_kinds(
            self.request,
            Category.objects.visible_to(self.kommune).annotate(
                number=Coalesce(Subquery(numbers), 0), all_of_town=Coalesce(Subquery(everything), 0)
            ),
        )
        return kinds_of(self.request)

    @property
    def initiatives(self) -> int:
        """How many initiatives the town shows."""
        return self.kinds[0].all_of_town if self.kinds else 0

    @cached_property
    def nearby(self) -> list[Entry]:
        """The initiatives that were changed last, each with the kind whose sign it wears."""
        kinds = {kind.pk: kind for kind in self.kinds}
        through = InitiativePage.categories.through.objects
        signs = through.filter(initiativepage=OuterRef("pk"), category__in=kinds)
        first_sign = signs.order_by("category__sort_order", "category__name").values("category")[:1]
        rows = self._visible.annotate(sign=Subquery(first_sign)).order_by(
            "-last_published_at", "-pk"
        )
        return [
            Entry(*row, categories=(kinds[sign],) if sign else ())
            for *row, sign in rows.values_list(*COLUMNS, "sign")[:MOST_NEARBY]
        ]

    @property
    def ground(self) -> Ground | None:
        """What lies below the small map's markers; None for a town nobody knows the place of."""
        return town_ground(self.kommune)

    def markers(self, entries: list[Entry]) -> list[Marker]:
        """Markers from north to south, so that a lower one lies on top."""
        found = [(entry, self.ground.place(entry.point)) for entry in entries if entry.point]
        north_first = sorted(
            (each for each in found if each[1]), key=lambda each: -each[0].point.lat
        )
        return [Marker(*place, entry) for entry, place in north_first]

    @cached_property
    def news(self) -> list[Headline]:
        from home.models import NewsPage

        newest = NewsPage.objects.in_town(self.kommune).visible().newest_first()
        return headlines(newest[:MOST_NEWS], self.request)

    @cached_property
    def towns(self) -> list[Town]:
        """All towns that are live, by name."""
        live = Kommune.objects.towns().live().select_related("site").defer("outline")
        return [
            Town(each.pk, each.official_name, each.root_url, each.site.hostname, outline(each.key))
            for each in live
        ]

    @property
    def _visible(self) -> "InitiativeQuerySet":
        return InitiativePage.objects.in_town(self.kommune).visible()
