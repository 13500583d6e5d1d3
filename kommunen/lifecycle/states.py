"""The states of a tenant, and the ways from one to the other.

Preparing → live ⇄ paused; each of them → archived → back. Nothing is deleted on any of these ways.
"""

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kommunen.audit.recording import record
from kommunen.lifecycle import traces
from kommunen.lifecycle.readiness import obstacles
from kommunen.models import Kommune

State = Kommune.State

COMES_FROM = {
    "go_live": (State.PREPARING,),
    "pause": (State.PREPARING, State.LIVE),
    "archive": (State.PREPARING, State.LIVE, State.PAUSED),
    "bring_back": (State.PAUSED, State.ARCHIVED),
}


def possible_ways(kommune: Kommune) -> list[str]:
    """Names of the ways that lead on from the tenant's state."""
    return [
        way
        for way, states in COMES_FROM.items()
        if kommune.state in states and not (way == "archive" and kommune.is_central)
    ]


@transaction.atomic
def go_live(kommune: Kommune, *, by: AbstractBaseUser | None = None) -> None:
    """Let search engines in.

    Raises:
        ValidationError: what is missing, a sentence each; or it is not being prepared.
    """
    kommune = _taken("go_live", kommune)
    if missing := obstacles(kommune):
        raise ValidationError(missing)
    _set(kommune, State.LIVE)
    record("kommunen.go_live", kommune, user=by)


@transaction.atomic
def pause(
    kommune: Kommune,
    *,
    notice: str = "",
    back_on: date | None = None,
    by: AbstractBaseUser | None = None,
) -> None:
    """Show a notice instead of the pages. The town's people go on working in the admin.

    Args:
        notice: What citizens read; a general sentence if empty.
        back_on: The day on which the pages are expected back. Nothing happens by itself then.

    Raises:
        ValidationError: it is neither live nor being prepared.
    """
    kommune = _taken("pause", kommune)
    _set(kommune, State.PAUSED, notice=notice.strip(), back_on=back_on)
    until = date_format(back_on, "DATE_FORMAT") if back_on else ""
    record("kommunen.pause", kommune, detail=until, user=by)


@transaction.atomic
def archive(
    kommune: Kommune, *, kept_until: date | None = None, by: AbstractBaseUser | None = None
) -> None:
    """Close host and admin, sign the people out and take their rights; keep all that is stored.

    Args:
        kept_until: The day after which the operator may delete it, for the operator's own list.

    Raises:
        ValidationError: it is the centre, or archived already.
    """
    kommune = _taken("archive", kommune)
    _set(kommune, State.ARCHIVED, kept_until=kept_until)
    # Without its groups a membership opens nothing, on no host; it waits for the way back.
    for each in kommune.role_groups.select_related("group"):
        each.group.user_set.clear()
    traces.end_sessions(_members(kommune))
    until = date_format(kept_until, "DATE_FORMAT") if kept_until else ""
    record("kommunen.archive", kommune, detail=until, user=by)


@transaction.atomic
def bring_back(kommune: Kommune, *, by: AbstractBaseUser | None = None) -> None:
    """End the pause or take it out of the archive: live again, or in preparation if it has gaps.

    Raises:
        ValidationError: it is neither paused nor archived.
    """
    kommune = _taken("bring_back", kommune)
    groups = {each.role: each.group for each in kommune.role_groups.select_related("group")}
    for membership in kommune.memberships.select_related("user"):
        if membership.role in groups:
            membership.user.groups.add(groups[membership.role])
    _set(kommune, state_after_return(kommune), notice="", back_on=None, kept_until=None)
    record("kommunen.bring_back", kommune, user=by)


def state_after_return(kommune: Kommune) -> State:
    return State.PREPARING if obstacles(kommune) else State.LIVE


def _taken(way: str, kommune: Kommune) -> Kommune:
    """The tenant of this moment, locked: two operators must not send it two ways."""
    kommune = Kommune.objects.select_for_update().get(pk=kommune.pk)
    if way == "archive" and kommune.is_central:
        raise ValidationError(
            _("The central site cannot be archived: all towns use its texts. Nothing was changed.")
        )
    if kommune.state not in COMES_FROM[way]:
        raise ValidationError(
            _("%(town)s is in the state “%(state)s” now. Nothing was changed.")
            % {"town": kommune, "state": kommune.get_state_display()}
        )
    return kommune


def _set(kommune: Kommune, state: State, **values) -> None:
    for name, value in {"state": state, **values}.items():
        setattr(kommune, name, value)
    kommune.save(update_fields=["state", *values])


def _members(kommune: Kommune) -> Collection[int]:
    return set(kommune.memberships.values_list("user", flat=True))
