"""What kinds of submissions there are. Upper floors register theirs in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise

from inbox.models import Submission
from kommunen.registry import Registry

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what was sent in, in words. With `old` it is a difference."""

    label: Words
    new: str
    old: str | None = None

    @property
    def is_change(self) -> bool:
        return self.old is not None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Words around the link that asks the owner of an address, and what happens then.

    No mail repeats what a visitor typed, so these words are ours alone.
    """

    mail_sentence: Words  # why the mail comes
    question: Words  # above the button
    button: Words
    thanks: Words  # after the button
    confirmed: Callable[[Submission, datetime], None]  # runs inside a transaction


@dataclass(frozen=True)
class Kind:
    """How the town sees a submission, and what accepting it does."""

    name: str  # e.g. "initiative-report"
    label: Words
    rows: Callable[[Submission], list[Row]]
    confirmation: Confirmation | None = None
    accept: Callable[[Submission, AbstractBaseUser, datetime], None] | None = None
    accept_label: Words = ""
    reject_label: Words = ""
    reject: Callable[[Submission, datetime], None] | None = None
    needs_publisher: bool = False  # accepting it changes what citizens see


submission_kinds: Registry[Kind] = Registry()


def kind_of(submission: Submission) -> Kind:
    """
    Raises:
        LookupError: nobody has registered the kind.
    """
    for kind in submission_kinds:
        if kind.name == submission.kind:
            return kind
    raise LookupError(submission.kind)
