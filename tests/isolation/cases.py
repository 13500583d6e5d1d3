"""What is asked: every address by everybody, with every method, for everybody's things."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from kommunen.models import Role
from tests.isolation.addresses import Address
from tests.isolation.birds import Owner

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class Visitor(StrEnum):
    ANONYMOUS = "anonymous"
    REDAKTION = "redaktion"
    FREIGABE = "freigabe"
    VERWALTUNG = "verwaltung"
    TEXTREDAKTION = "textredaktion"

    @property
    def home(self) -> Owner:
        """Whose host this visitor asks."""
        return Owner.CENTRAL if self is Visitor.TEXTREDAKTION else Owner.OWN

    @property
    def role(self) -> Role | None:
        return None if self is Visitor.ANONYMOUS else Role(self.value)

    @property
    def may_not_see(self) -> tuple[Owner, ...]:
        return tuple(owner for owner in (Owner.OWN, Owner.FOREIGN) if owner != self.home)

    @property
    def may_not_change(self) -> tuple[Owner, ...]:
        return tuple(owner for owner in Owner if owner != self.home)


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
