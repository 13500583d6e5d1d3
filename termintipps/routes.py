"""What an event answers at its own address and at those of its dates."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from kommunen.kinds import kinds_of
from kommunen.models import Category
from kommunen.tenancy import kommune_for
from mitmachkarte.models.initiative import SCENES
from mitmachkarte.still_map import StillMap, still_map
from mitmachkarte.structured_data import as_script
from termintipps.dated import Dated
from termintipps.models.occurrence import Occurrence
from termintipps.plan import plan
from termintipps.structured import json_ld

NEXT_DATES = 12


class EventRoutes(RoutablePageMixin):
    """The event with its next dates, and each single date of it."""

    @path("")
    def next_dates(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        if getattr(request, "is_preview", False):  # a draft has no rows
            coming = [each for each in plan(self, now) if each.ends_at > now]
        else:
            coming = list(self._public_dates.upcoming(now)[: NEXT_DATES + 1])
        last = None if coming else self._public_dates.order_by("starts_at").last()
        return self._show(request, coming[0] if coming else last, coming)

    @re_path(r"^(?P<day>\d{4}-\d{2}-\d{2})/$")
    def one_date(self, request: HttpRequest, day: str) -> HttpResponse:
        try:
            shown = self._public_dates.get(date=date.fromisoformat(day))
        except (ValueError, Occurrence.DoesNotExist) as error:
            raise Http404("The event does not take place on this day.") from error
        coming = list(self._public_dates.upcoming(timezone.now())[: NEXT_DATES + 1])
        return self._show(request, shown, coming, is_single_date=True)

    @property
    def _public_dates(self):
        return self.occurrences.filter(is_public=True)

    def _show(
        self, request: HttpRequest, shown: Dated | None, coming: Sequence[Dated], **context
    ) -> HttpResponse:
        now, entry = timezone.now(), getattr(self, "calendar_entry", None)
        kinds = {category.pk for category in self.categories.all()}
        shown_kinds = [each for each in kinds_of(request) if each.pk in kinds]
        context |= {
            "shown": shown,
            "is_over": shown is not None and shown.ends_at <= now,
            "coming": coming[:NEXT_DATES],
            "has_more": len(coming) > NEXT_DATES,
            "is_series": bool(self.rrule) or len(coming) > 1,
            "kinds": shown_kinds,
            "scene": SCENES.get(shown_kinds[0].kind) if shown_kinds else None,
            "online_url": self.online_url_at(shown, now),
            "confirmed_on": entry.confirmed_on if entry else None,
            "still_map": self._still_map(request, shown, shown_kinds),
            "share_url": request.build_absolute_uri(),
            "organiser": self.shown_organiser,
        }
        if shown:
            described = json_ld(self, shown, url=request.build_absolute_uri())
            context["structured_data"] = as_script(described)
        return self.render(request, context_overrides=context)

    def _still_map(
        self, request: HttpRequest, shown: Dated | None, kinds: list[Category]
    ) -> StillMap | None:
        """Where it is; not if this date takes place elsewhere."""
        if self.point is None or (shown and shown.place):
            return None
        return still_map(kommune_for(request), self.point, next(iter(kinds), None))
