"""Canaries: words that tell whose they are. A foreign bird in an answer is a leak.

Numbers tell it too: every table gives the rows of an owner keys from the owner's own range, so a
key in an answer or in a stored text is as good as a name.
"""

import re
from enum import StrEnum
from itertools import count


class Owner(StrEnum):
    """Whose a thing is, seen from the town whose members ask."""

    CENTRAL = "central"
    OWN = "own"
    FOREIGN = "foreign"


SPECIES = {Owner.CENTRAL: "zeisig", Owner.OWN: "amsel", Owner.FOREIGN: "buchfink"}
FIRST_KEY = {Owner.CENTRAL: 1_000_001, Owner.OWN: 3_000_001, Owner.FOREIGN: 7_000_001}
FIRST_NEW_KEY = 9_000_001  # of rows that requests make
WIDTH = len("buchfink12345x")  # a field with less room holds no bird


class Birds:
    """The birds of one owner, each flying once; `homes` tells where each was put."""

    def __init__(self, owner: Owner):
        self.owner = owner
        self.homes: dict[str, str] = {}
        self._numbers = count(1)

    def fly(self, home: str) -> str:
        bird = f"{SPECIES[self.owner]}{next(self._numbers)}x"
        self.homes[bird] = home
        return bird


def birds_in(text: str, owner: Owner) -> set[str]:
    return set(re.findall(rf"{SPECIES[owner]}\d+x", text.lower()))


def keys_in(text: str, owner: Owner) -> set[str]:
    """Keys of the owner's rows that stand in the text as numbers of their own."""
    first = str(FIRST_KEY[owner])[0]
    return set(re.findall(rf"(?<![\w.,-]){first}00\d{{4}}(?![\w.,])", text))


def is_of(owner: Owner, key: object) -> bool:
    """Whether a row with this key is the owner's."""
    first = FIRST_KEY[owner]
    return isinstance(key, int) and first <= key < first + 1_000_000
