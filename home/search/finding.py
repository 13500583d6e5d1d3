"""What a visitor's words find, shelf by shelf."""

from dataclasses import dataclass, field
from typing import Self

from django.http import HttpRequest

from home.search.shelves import SHELVES, Hit, Looking, Shelf
from kommunen.navigation import Navigation
from kommunen.words import stems

MOST_LETTERS = 100  # of what somebody asks for; the rest is not read
FIRST_HITS = 5  # of each shelf, where all are shown together


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one shelf, the best first."""

    shelf: Shelf
    hits: list[Hit]

    @property
    def first(self) -> list[Hit]:
        return self.hits[:FIRST_HITS]

    @property
    def has_more(self) -> bool:
        return len(self.hits) > FIRST_HITS


@dataclass(frozen=True)
class Finding:
    words: str
    shelves: list[Found] = field(default_factory=list)  # only those that hold something
    is_partial: bool = False  # nothing holds all the words; these hold some of them

    @classmethod
    def of(cls, request: HttpRequest, words: str) -> Self:
        """Search the town that is asked. Nothing is found where no word is asked for."""
        words = " ".join(words.replace("\0", " ").split())[:MOST_LETTERS]
        if not stems(words):
            return cls(words)
        navigation = Navigation.of(request)
        found = _on_all_shelves(Looking(navigation, words))
        if found or " " not in words:
            return cls(words, found)
        return cls(words, _on_all_shelves(Looking(navigation, words, "or")), is_partial=True)

    @property
    def number(self) -> int:
        return sum(len(each.hits) for each in self.shelves)

    def on(self, name: str) -> Found | None:
        """The shelf of this name, if anything stands on it."""
        return next((each for each in self.shelves if each.shelf.name == name), None)


def _on_all_shelves(looking: Looking) -> list[Found]:
    found = [Found(shelf, list(shelf.find(looking))) for shelf in SHELVES]
    return [each for each in found if each.hits]
