"""What is asked: every address by everybody, with every method, for everybody's things."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from kommunen.models import Role
from kommunen.people.roles import TOWN_ROLES
from tests.isolation.addresses import Address
from tests.isolation.birds import Owner

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class Visitor(StrEnum):
    ANONYMOUS = "anonymous"
    REDAKTION = "redaktion"
    FREIGABE = "freigabe"
    VERWALTUNG = "verwaltung"
    TEXTREDAKTION = "textredaktion"
    ABROAD = "abroad"  # every role of the own town, with that town's session on the other's host

    @property
    def works_for(self) -> Owner:
        return Owner.CENTRAL if self is Visitor.TEXTREDAKTION else Owner.OWN

    @property
    def home(self) -> Owner:
        """Whose host this visitor asks."""
        return Owner.FOREIGN if self is Visitor.ABROAD else self.works_for

    @property
    def roles(self) -> tuple[Role, ...]:
        if self is Visitor.ABROAD:
            return TOWN_ROLES
        return () if self is Visitor.ANONYMOUS else (Role(self.value),)


@dataclass(frozen=True)
class Case:
    address: Address
    visitor: Visitor
    method: str
    owner: Owner

    def __str__(self) -> str:
        return f"{self.visitor} {self.method} {self.address} of {self.owner}"


def every_case(address: Address) -> Iterator[Case]:
    """The full product."""
    for visitor, method, owner in product(Visitor, METHODS, Owner):
        yield Case(address, visitor, method, owner)


def pairwise(address: Address, place: int) -> Iterator[Case]:
    """Each visitor, method and owner at this address at least once.

    From one `place` in the list of addresses to the next the three go round at different speeds,
    so that over all addresses every two of them meet as well.
    """
    for row in range(len(METHODS)):
        yield Case(
            address,
            tuple(Visitor)[(row + place) % len(Visitor)],
            METHODS[row],
            tuple(Owner)[(row + place // len(Visitor)) % len(Owner)],
        )
