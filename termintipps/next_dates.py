"""The next events for other places: a block, an initiative's page, a placeholder in a text."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from kommunen.models import Kommune
from kommunen.registry import Section
from kommunen.tenancy import site_for
from mitmachkarte.models import InitiativePage
from termintipps.cards import Card, card
from termintipps.models.occurrence import Occurrence
from termintipps.queries import OccurrenceQuerySet, Period
from termintipps.wording import day_in_full

if TYPE_CHECKING:
    from kommunen.models import Category

FOR_AN_INITIATIVE = 3
IN_A_TEXT = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """Which of the next events somebody wants to show."""

    number: int
    category: "Category | None" = None
    only_tips: bool = False
    organiser: InitiativePage | None = None

    def keys(self, public: OccurrenceQuerySet, period: Period) -> OccurrenceQuerySet:
        found = public.of_categories([self.category] if self.category else [])
        if self.only_tips:
            found = found.tips()
        if self.organiser:
            found = found.of_organiser(self.organiser)
        return found.keys_of_firsts(period, self.number)

    def picks(self, occurrence: Occurrence) -> bool:
        event = occurrence.event
        is_of_kind = not self.category or self.category.pk in event.calendar_entry.category_ids
        is_wanted = event.is_tip or not self.only_tips
        is_theirs = not self.organiser or self.organiser.pk == event.organiser_id
        return is_of_kind and is_wanted and is_theirs


def cards_for(request: HttpRequest, wishes: Collection[Wish]) -> dict[Wish, list[Card]]:
    """Fulfil the wishes of a page; one query for all that are new to this request."""
    known = request.__dict__.setdefault("_termintipps_next", {})
    if new := {wish for wish in wishes if wish not in known}:
        found = _looked_up(site_for(request), new)
        for wish in new:
            rows = [each for each in found if wish.picks(each)]
            known[wish] = [card(request, [each]) for each in rows[: wish.number]]
    return {wish: known[wish] for wish in wishes}


def section_of_an_initiative(page: Page, request: HttpRequest) -> Section | None:
    """What an initiative invites to next, for its own page; nothing if it plans nothing."""
    if not isinstance(page, InitiativePage) or page.pk is None:  # a preview before it was saved
        return None
    wish = Wish(FOR_AN_INITIATIVE, organiser=page)
    cards = cards_for(request, [wish])[wish]
    return Section("termintipps/of_initiative.html", {"cards": cards}) if cards else None


def _looked_up(site: Site, wishes: Collection[Wish]) -> list[Occurrence]:
    """Enough dates for all wishes, soonest first."""
    public = Occurrence.objects.for_site(site)
    period = Period.since(timezone.now())
    keys, *more = (wish.keys(public, period) for wish in wishes)
    wanted = keys.union(*more, all=True) if more else keys
    return list(Occurrence.objects.filter(pk__in=wanted).with_event().order_by("starts_at", "pk"))


def as_text(kommune: Kommune) -> str:
    """For texts: "Kleidertausch (Sa, 5. Dezember), Repair-Café (Sa, 12. Dezember)"."""
    found = _looked_up(kommune.site, [Wish(2 * IN_A_TEXT)])  # some may be cancelled
    taking_place = [each for each in found if not each.is_cancelled][:IN_A_TEXT]
    return ", ".join(
        f"{each.event.title} ({day_in_full(each.first_day, weekday=True, year=False)})"
        for each in taking_place
    )
