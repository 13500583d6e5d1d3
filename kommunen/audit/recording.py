"""Writing the record. Its source is Wagtail's log; what that does not tell, services tell here."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.models import BaseLogEntry, Page, PageLogEntry

from kommunen.audit.acting import current_act, current_user, is_quiet
from kommunen.audit.owners import is_recorded, tenants_of
from kommunen.models import AuditEntry, Kommune, Membership, Person

Kind = AuditEntry.ActorKind


def record(
    action: str,
    thing: models.Model,
    *,
    kommune: Kommune | None = None,
    about: str = "",
    detail: str = "",
    user: AbstractBaseUser | None = None,
) -> None:
    """Write one line about a thing, in the record of each tenant whose thing it is.

    Args:
        action: As Wagtail names actions, e.g. "kommunen.pause"; `audit.sentences` has its words.
        kommune: Whose record, where the thing itself does not say it.
        about: The title in the line; how the thing calls itself if empty.
        detail: What readers should know besides, e.g. the role that was given. No addresses.
        user: Who did it; whoever is signed in if None.
    """
    owners = [kommune] if kommune else tenants_of(thing)
    user = user or current_user()
    for owner in owners or [None]:
        _write(owner, user, action, thing, about or _title_of(thing, owner), detail)


def record_for_operator(action: str, thing: models.Model, *, about: str, detail: str = "") -> None:
    """Write a line that only the operator reads, and that outlives the tenant it tells of."""
    _write(None, current_user(), action, thing, about, detail)


def note_log_entry(sender: type[models.Model], instance: models.Model, created: bool, **kw) -> None:
    """Django's signal handler: what Wagtail has logged comes into the record with town and role."""
    if not created or not isinstance(instance, BaseLogEntry) or is_quiet():
        return
    thing, owners = _thing_of(instance)
    if thing is not None and not is_recorded(type(thing)):
        return
    for owner in owners or [None]:
        if not _goes_on(owner, instance):
            _write(
                owner,
                instance.user or current_user(),
                instance.action,
                thing if thing is not None else instance,
                instance.label,
                act=instance.uuid,
                at=instance.timestamp,
            )


def _thing_of(entry: BaseLogEntry) -> tuple[models.Model | None, list[Kommune]]:
    """The thing a log entry tells of, and whose it is; a deleted one is known from its note."""
    if isinstance(entry, PageLogEntry):
        return entry.page, tenants_of(entry.page)
    model = entry.content_type.model_class() if entry.content_type else None
    if model is None:
        return None, []
    thing = model._base_manager.filter(pk=entry.object_id).first()
    if thing is not None:
        return thing, tenants_of(thing)
    for note in current_act().notes if current_act() else []:
        if type(note.thing) is model and str(note.thing.pk) == entry.object_id:
            return note.thing, note.owners or []
    return model(pk=entry.object_id), []


def _goes_on(kommune: Kommune | None, entry: BaseLogEntry) -> bool:
    """Whether the entry continues a line: an open editor saves every few seconds."""
    if entry.uuid is None:
        return False
    lines = AuditEntry.objects.filter(
        act=entry.uuid, kommune=kommune, action=entry.action, thing_id=_key_of(entry)
    )
    _tell(kommune)
    return bool(lines.update(at=entry.timestamp, about=entry.label[:255]))


def _key_of(entry: BaseLogEntry) -> str:
    return str(entry.page_id if isinstance(entry, PageLogEntry) else entry.object_id)


def _write(
    kommune: Kommune | None,
    user: AbstractBaseUser | None,
    action: str,
    thing: models.Model,
    about: str,
    detail: str = "",
    act: UUID | None = None,
    at=None,
) -> None:
    kind, roles = _standing_of(user, kommune)
    AuditEntry.objects.create(
        kommune=kommune,
        at=at or timezone.now(),
        actor=user if user and user.pk else None,
        actor_name=get_user_display_name(user)[:255] if user else "",
        actor_kind=kind,
        roles=",".join(roles),
        action=action[:100],
        thing=_model_of(thing)._meta.label_lower,
        thing_id=str(thing.pk or ""),
        about=about[:255],
        detail=detail[:500],
        act=act,
    )
    _tell(kommune)


def _title_of(thing: models.Model, kommune: Kommune | None) -> str:
    """What the tenant calls the thing; of an account each knows only what it was told itself."""
    if isinstance(thing, get_user_model()):
        thing = Person.objects.filter(user=thing.pk, kommune=kommune).first() or thing
    return str(thing)


def _tell(kommune: Kommune | None) -> None:
    if kommune and (act := current_act()):
        act.told.add(kommune.pk)


def _standing_of(user: AbstractBaseUser | None, kommune: Kommune | None) -> tuple[Kind, list[str]]:
    """As what a person acts in this tenant: the roles of this very moment."""
    if user is None:
        return (Kind.VISITOR if current_act() else Kind.SYSTEM), []
    roles = Membership.objects.filter(user=user, kommune=kommune).order_by("role")
    held = list(roles.values_list("role", flat=True)) if kommune else []
    if held:
        return Kind.MEMBER, held
    return (Kind.OPERATOR if user.is_superuser else Kind.OUTSIDER), []


def _model_of(thing: models.Model) -> type[models.Model]:
    """Wagtail logs many pages as plain `Page`; people want to read which kind it is."""
    if type(thing) is Page:
        return thing.specific_class or Page
    return thing._meta.model  # not its type: a request's user is a lazy object
