"""What a calendar asks for, event by event, in the words of one town."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from kommunen.models import Category
from mitmachkarte.transfer.columns import sameness
from termintipps.calendars import Calendar, ForeignEvent

from .contents import Values, as_kept, values_of


@dataclass(slots=True)
class Wish:
    """What one event of a file asks for. Without a key or a slug it is found by title and begin."""

    where: str
    title: str
    values: Values = field(default_factory=dict)
    key: str = ""
    slug: str = ""
    url: str = ""
    changed_at: datetime | None = None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out_because: str = ""
    is_private: bool = False  # its source says so; then it is left out


class Kinds:
    """What foreign words mean in a town.

    Args:
        meant: Words that the town has translated → category.
        otherwise: For events whose words mean nothing here.
    """

    def __init__(
        self,
        categories: Iterable[Category],
        meant: dict[str, Category] | None = None,
        otherwise: Category | None = None,
    ) -> None:
        ordered = sorted(categories, key=lambda category: category.is_central, reverse=True)
        self.by_name: dict[str, Category] = {}
        for each in ordered:
            self.by_name |= {sameness(each.name): each, sameness(each.slug): each}
        self.by_name |= {sameness(word): each for word, each in (meant or {}).items()}
        self.otherwise = otherwise
        self.unknown: set[str] = set()

    def of(self, words: Iterable[str]) -> list[Category]:
        found = []
        for word in words:
            category = self.by_name.get(sameness(word))
            if category is None:
                self.unknown.add(word[:60])
            elif category not in found:
                found.append(category)
        return found or [self.otherwise] * bool(self.otherwise)


def wishes_of(
    calendar: Calendar, kinds: Kinds, leave_out: Callable[[ForeignEvent], str] = lambda event: ""
) -> list[Wish]:
    """Args: leave_out: Says why an event is not wanted; nothing if it is."""
    found = [_wish(event, kinds, leave_out) for event in calendar.events]
    for each in calendar.problems:
        found.append(Wish(each.where, each.title, key=each.key, problems=[each.message]))
    return found


def _wish(event: ForeignEvent, kinds: Kinds, leave_out: Callable[[ForeignEvent], str]) -> Wish:
    said = event.entry
    why_not = _("It is marked as private.") if said.is_private else leave_out(event)
    return Wish(
        where=event.where,
        title=event.title,
        values={} if why_not else as_kept(values_of(event, kinds.of(said.words))),
        key=event.key,
        url=said.url,
        changed_at=said.changed_at,
        notes=list(event.notes),
        left_out_because=why_not,
        is_private=said.is_private,
    )
