"""What a visitor asks for: `?from=`, `?to=`, `?category=`, `?q=`, `?page=`.

List, calendar file, feed and data read the same filter, so that they hold the same set. What
is unknown among the names is ignored; what is broken among the values is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from kommunen.models import Category
from termintipps import clock
from termintipps.limits import FAR_AHEAD, FIRST_DAY, LAST_DAY, OUT_OF_TIME
from termintipps.queries import OccurrenceQuerySet, Period

MAX_PAGE = 100
MAX_TEXT = 100


class FilterError(ValueError):
    """A filter that cannot be used. The message is a sentence for visitors."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """`first` and `last` are local days, inclusive."""

    first: date | None = None
    last: date | None = None
    categories: tuple[Category, ...] = ()
    text: str = ""
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
            page=_page(query.get("page", "")),
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.first or self.last or self.categories or self.text)

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
        return occurrences.of_categories(self.categories).saying(self.text)


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


def _page(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and 1 <= int(text) <= MAX_PAGE):
        raise FilterError(_("“%(text)s” is no page of this list.") % {"text": text[:20]})
    return int(text)
