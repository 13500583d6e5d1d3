"""Who is acting just now, and what the record has heard of it so far."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from wagtail.log_actions import get_active_log_context

from kommunen.models import Kommune


@dataclass(eq=False)
class Note:
    """A row that was written. `is_kept` once the database has taken it for good."""

    action: str
    thing: models.Model
    owners: list[Kommune] | None = None  # None: not asked yet
    is_kept: bool = False

    def keep(self) -> None:
        self.is_kept = True


@dataclass(eq=False)
class Act:
    """What happens during one request."""

    find_user: Callable[[], AbstractBaseUser | None]
    notes: list[Note] = field(default_factory=list)
    told: set[int] = field(default_factory=set)  # keys of the tenants whose record has a line


_act: ContextVar[Act | None] = ContextVar("kommunen_audit_act", default=None)
_is_quiet: ContextVar[bool] = ContextVar("kommunen_audit_is_quiet", default=False)


def current_act() -> Act | None:
    return _act.get()


def is_quiet() -> bool:
    return _is_quiet.get()


def current_user() -> AbstractBaseUser | None:
    """Who is signed in; None for a visitor, a command or a due job."""
    user = get_active_log_context().user
    if user is None and (act := current_act()):
        user = act.find_user()
    return user if user is not None and user.is_authenticated else None


@contextmanager
def acting(find_user: Callable[[], AbstractBaseUser | None]) -> Iterator[Act]:
    """Gather what a request writes."""
    act = Act(find_user)
    token = _act.set(act)
    try:
        yield act
    finally:
        _act.reset(token)


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """What is written within is one thing to the reader: the caller records it in one line.

    Founding a town publishes a dozen pages; an import brings hundreds.
    """
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)
