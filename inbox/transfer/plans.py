"""What an import would do, row by row, before anything is done."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

Progress = Callable[[int, int], None]  # rows done, all rows


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(slots=True)
class PlannedRow:
    number: int  # from 0, in the order of the file
    where: str
    title: str
    state: State
    message: str = ""
    question: StrEnum | None = None  # what a person can settle; until then it is refused
    page: int | None = None  # of the entry that is changed
    live: dict[str, Any] = field(default_factory=dict)  # what changes in the public version
    draft: dict[str, Any] = field(default_factory=dict)  # and in the open draft
    publish: bool = False

    @property
    def changes(self) -> dict[str, Any]:
        """Of a new entry: all it says."""
        return self.live or self.draft


@dataclass
class Plan:
    rows: Sequence[PlannedRow]
    notes: list[str]  # about the file as a whole

    @property
    def counts(self) -> Counter:
        return Counter(row.state for row in self.rows)

    @property
    def is_refused(self) -> bool:
        return any(row.state == State.REFUSED for row in self.rows)

    @property
    def questions(self) -> Counter:
        return Counter(row.question for row in self.rows if row.question)

    def report(self) -> dict:
        """The report of the contract; `notes` is about the file as a whole."""
        refused = self.counts[State.REFUSED]
        return {
            "accepted": len(self.rows) - refused,
            "refused": refused,
            "rows": [
                {"where": row.where, "state": str(row.state), "message": row.message}
                for row in self.rows
            ],
            "notes": self.notes,
        }


def refusal(name: str, sentence: str) -> dict:
    """The report on a file that nobody can read."""
    row = {"where": name, "state": str(State.REFUSED), "message": sentence}
    return {"accepted": 0, "refused": 1, "rows": [row], "notes": []}


def fingerprint(plan: Plan) -> str:
    """The same for two plans that do the same; what somebody has seen is what happens."""
    told = sha256()
    for row in plan.rows:
        told.update(f"{row.state}|{row.page}|{row.publish}|{row.message}\n".encode())
    return told.hexdigest()
