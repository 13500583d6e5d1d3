"""What a visitor asks for: `?from=`, `?to=`, `?category=`, `?q=`, `?for=`, `?free=1`,
`?step_free=1`, `?online=1`, `?near=lat,lon`, `?view=`, `?page=`.

List, calendar file, feed and data read the same filter, so that they hold the same set. What
is unknown among the names is ignored; what is broken among the values is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from kommunen.geo import Point
from kommunen.models import Category
from termintipps import clock
from termintipps.limits import FAR_AHEAD, FIRST_DAY, LAST_DAY, OUT_OF_TIME
from termintipps.models.audience import TARGET_GROUPS
from termintipps.queries import OccurrenceQuerySet, Period

MAX_PAGE = 100
MAX_TEXT = 100
COORDINATES = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,7})?),(-?[0-9]{1,3}(?:\.[0-9]{1,7})?)")


class FilterError(ValueError):
    """A filter that cannot be used. The message is a sentence for visitors."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """`first` and `last` are local days, inclusive."""

    first: date | None = None
    last: date | None = None
    categories: tuple[Category, ...] = ()
    text: str = ""
    groups: tuple[str, ...] = ()
    is_free: bool = False
    is_step_free: bool = False
    is_online: bool = False
    near: Point | None = None
    is_month: bool = False
    page: int = 1

    @classmethod
    def parse(cls, query: QueryDict, categories: Iterable[Category]) -> Self:
        """Read the address.

        Args:
            categories: Those that the town shows; others do not exist here.

        Raises:
            FilterError
        """
        first, last = _day(query.get("from", "")), _day(query.get("to", ""))
        if first and last and last < first:
            raise FilterError(_("The last day lies before the first. Please swap the two."))
        text = query.get("q", "").strip()
        if len(text) > MAX_TEXT or "\0" in text:
            raise FilterError(_("Please search with fewer words."))
        return cls(
            first=first,
            last=last,
            categories=_categories(query.getlist("category"), categories),
            text=text,
            groups=_groups(query.getlist("for")),
            is_free=query.get("free") == "1",
            is_step_free=query.get("step_free") == "1",
            is_online=query.get("online") == "1",
            near=_point(query.get("near", "")),
            is_month=query.get("view") == "month",
            page=_page(query.get("page", "")),
        )

    @property
    def is_narrow(self) -> bool:
        return bool(
            self.first
            or self.last
            or self.categories
            or self.text
            or self.groups
            or self.is_free
            or self.is_step_free
            or self.is_online
            or self.near
        )

    def is_archive(self, at: datetime) -> bool:
        """Whether only what is over was asked for: then the newest comes first."""
        return self.first is None and self.last is not None and self.last < _today(at)

    def period(self, at: datetime) -> Period:
        """The time asked for; without a first day, what is not over at the moment `at`."""
        end = clock.moment(self.last + clock.ONE_DAY) if self.last else clock.moment(FAR_AHEAD)
        if self.first:
            return Period(clock.moment(self.first), end)
        return Period(clock.moment(FIRST_DAY) if self.is_archive(at) else at, end)

    def narrow(self, occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Everything but the time; that is for `within` or `first_of_each_event`."""
        found = occurrences.of_categories(self.categories).saying(self.text)
        if self.groups:
            found = found.for_groups(self.groups)
        if self.near:
            found = found.near(self.near)
        return found.of_kind(free=self.is_free, step_free=self.is_step_free, online=self.is_online)


def _today(at: datetime) -> date:
    return clock.local(at).date()


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 a day has no zone
    except ValueError as error:
        raise FilterError(
            _("“%(text)s” is no day. Please write it as 2027-06-30.") % {"text": text[:20]}
        ) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise FilterError(OUT_OF_TIME)
    return day


def _categories(slugs: list[str], known: Iterable[Category]) -> tuple[Category, ...]:
    by_slug = {category.slug: category for category in known}
    wanted = [slug for slug in slugs if slug]
    for slug in wanted:
        if slug not in by_slug:
            raise FilterError(
                _("There is no kind of engagement called “%(slug)s”.") % {"slug": slug[:40]}
            )
    return tuple(by_slug[slug] for slug in dict.fromkeys(wanted))


def _groups(names: list[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(filter(None, names)))
    for name in wanted:
        if name not in TARGET_GROUPS:
            raise FilterError(
                _("There is no target group called “%(name)s”.") % {"name": name[:40]}
            )
    return wanted


def _point(text: str) -> Point | None:
    if not text:
        return None
    found = COORDINATES.fullmatch(text)
    lat, lon = map(float, found.groups()) if found else (999.0, 999.0)
    if not (-85 <= lat <= 85 and -180 <= lon <= 180):
        raise FilterError(_("This is no place on Earth. Please write it as 51.30,6.85."))
    return Point(lat=lat, lon=lon)


def _page(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and 1 <= int(text) <= MAX_PAGE):
        raise FilterError(_("“%(text)s” is no page of this list.") % {"text": text[:20]})
    return int(text)
