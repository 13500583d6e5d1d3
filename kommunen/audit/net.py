"""The net below Wagtail's log: a request that changes a town's rows leaves a line in any case.

Wagtail does not log everything (bulk changes of pictures, the own account), and a view of ours or
of a package may forget to. So the rows which a request writes are noted, and when nobody has told
a tenant of it by the end of the request, the net does.
"""

from collections.abc import Callable
from copy import copy

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from taggit.models import ItemBase

from kommunen.audit.acting import Act, Note, acting, current_act, current_user, is_quiet
from kommunen.audit.owners import is_recorded, tenants_of
from kommunen.audit.recording import record

CREATE, CHANGE, DELETE = "kommunen.create", "kommunen.change", "kommunen.delete"
READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
SIGN_IN = frozenset({"last_login"})  # what Django writes about an account at each sign-in
MOST_LINES = 50  # of one request; more say nothing more


class AuditMiddleware:
    """Stands below the session and the user, above all that writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        with acting(lambda: getattr(request, "user", None)) as act:
            response = self.get_response(request)
            tell_the_rest(act)
        return response


def tell_the_rest(act: Act) -> None:
    """Record what was written for tenants whose record has no line of this act yet."""
    told, lines, seen = set(act.told), 0, set()
    for note in act.notes:
        key = (type(note.thing), note.thing.pk, note.action == DELETE)
        if key in seen or lines == MOST_LINES or not _is_in_the_database(note):
            continue
        seen.add(key)
        owners = tenants_of(note.thing) if note.owners is None else note.owners
        for owner in owners:
            if owner.pk not in told:
                record(
                    note.action,
                    note.thing,
                    kommune=owner,
                    user=_owner_of_account(note),
                )
                lines += 1


def note_saved(sender: type[models.Model], instance: models.Model, created: bool, **kw) -> None:
    """Django's signal handler."""
    written = kw.get("update_fields")
    if isinstance(instance, get_user_model()) and written and SIGN_IN.issuperset(written):
        return
    _note(CREATE if created else CHANGE, instance, kw.get("raw", False))


def note_deleted(sender: type[models.Model], instance: models.Model, **kw) -> None:
    """Django's signal handler, before the row goes: afterwards nobody knows whose it was."""
    _note(DELETE, instance)


def _note(action: str, thing: models.Model, is_raw: bool = False) -> None:
    act = current_act()
    if act is None or is_raw or is_quiet():
        return
    if isinstance(thing, ItemBase):  # a tag at a picture is a change of the picture
        action, thing = CHANGE, thing.content_object
    if thing is None or not is_recorded(type(thing)):
        return
    note = Note(action, thing)
    if action == DELETE:
        # Its key goes with it, and so does the way to its tenant.
        note.thing, note.owners = copy(thing), tenants_of(thing)
    act.notes.append(note)
    transaction.on_commit(note.keep)


def _owner_of_account(note: Note) -> AbstractBaseUser | None:
    """Who sets a password by a mailed link is not signed in, but is who the link was mailed to."""
    is_account = isinstance(note.thing, get_user_model())
    return note.thing if is_account and current_user() is None else None


def _is_in_the_database(note: Note) -> bool:
    """Written for good, or in a transaction that is still open; what was rolled back is neither."""
    waiting = transaction.get_connection().run_on_commit
    return note.is_kept or any(each[1] == note.keep for each in waiting)
