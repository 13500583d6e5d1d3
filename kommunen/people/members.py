"""The people of one town: who may be looked after by whom, and what may be done to them.

An account belongs to its person, not to a town. A town gives and takes its own roles; the account
it closes only where nobody else counts on it.
"""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser, AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kommunen.models import Kommune, Membership, Person, Role
from kommunen.people import second_factor
from kommunen.people.deputies import finish, own_roles, settle
from kommunen.people.invitations import send_invitation, wake
from kommunen.people.roles import grant, offered_roles, revoke, roles_of


def may_look_after_people(user: AbstractBaseUser, kommune: Kommune) -> bool:
    """The operator everywhere, Verwaltung in its own town, nobody else."""
    return user.is_superuser or Role.VERWALTUNG in roles_of(user, kommune)


def serves_elsewhere(person: Person) -> bool:
    """Whether somebody else counts on the account: another town, the centre, the operator."""
    user = person.user
    return (
        user.is_superuser
        or user.is_staff
        or Person.objects.filter(user=user).exclude(kommune=person.kommune).exists()
        or user.groups.exclude(kommune_group__kommune=person.kommune).exists()
        or user.user_permissions.exists()
    )


def may_reset_second_factor(person: Person, by: AbstractBaseUser) -> bool:
    """Verwaltung, for people of its own town alone; the operator for everybody.

    Of somebody who also serves elsewhere it is not one town's to lower the guard.
    """
    if not second_factor.device_keys(person.user):
        return False
    is_own = person.state == Person.State.ACTIVE and not serves_elsewhere(person)
    return by.is_superuser or is_own


@transaction.atomic
def set_roles(person: Person, roles: Collection[Role], by: AbstractBaseUser) -> None:
    """Let the person hold exactly these roles of the town.

    Raises:
        ValidationError: no role, one that the town does not have, or the last Verwaltung would go.
    """
    if not roles:
        raise ValidationError(_("Choose at least one role, or deactivate the person."))
    if not set(roles) <= set(offered_roles(person.kommune)):
        raise ValidationError(_("This role does not exist here."))
    if Role.VERWALTUNG not in roles:
        _keep_one_verwaltung(person, by)
    for role in roles:
        grant(person.user, person.kommune, role)
    held = Membership.objects.filter(user=person.user, kommune=person.kommune)
    held.filter(role__in=roles).update(lent_by=None)  # what is given here is given for good
    for role in own_roles(person.user, person.kommune) - set(roles):
        revoke(person.user, person.kommune, role)
    settle(person.kommune, timezone.now())


@transaction.atomic
def end(person: Person, by: AbstractBaseUser) -> None:
    """Take all roles away, and with them the sessions in this town.

    An invitation that nobody has followed is taken back without a trace. An account on which
    nobody else counts is closed and loses its password.

    Raises:
        ValidationError: the town would be without Verwaltung.
    """
    _keep_one_verwaltung(person, by)
    user = person.user
    finish(list(person.kommune.deputyships.open().about(user)), timezone.now())
    roles = roles_of(user, person.kommune)
    was_invited = person.state == Person.State.INVITED
    for role in roles:
        revoke(user, person.kommune, role)
    if was_invited:
        person.delete()
    else:
        person.ended_at = timezone.now()
        person.ended_roles = [role.value for role in Role if role in roles]
        person.save(update_fields=["ended_at", "ended_roles"])
    if _nobody_counts_on(user):
        if was_invited and user.last_login is None:
            user.delete()
        else:
            _put_to_sleep(user)


@transaction.atomic
def bring_back(person: Person) -> None:
    """Give the roles back that the person had, and mail the way in."""
    for role in person.ended_roles:
        if role in offered_roles(person.kommune):
            grant(person.user, person.kommune, Role(role))
    Person.objects.filter(pk=person.pk).update(ended_at=None, ended_roles=[])
    wake(person.user)
    transaction.on_commit(lambda: send_invitation(person.user, person.kommune))


def _keep_one_verwaltung(person: Person, by: AbstractBaseUser) -> None:
    """Somebody else who has signed in before must keep the role; the operator need not care."""
    held = own_roles(person.user, person.kommune)
    if by.is_superuser or Role.VERWALTUNG not in held:
        return
    # Two who end each other at the same moment: the second waits here, and is refused.
    Kommune.objects.select_for_update().get(pk=person.kommune_id)
    here_before = Person.objects.filter(kommune=person.kommune, ended_at=None)
    others = Membership.objects.filter(
        kommune=person.kommune,
        role=Role.VERWALTUNG,
        lent_by=None,
        user__is_active=True,
        user__in=here_before.exclude(signed_in_at=None).values("user"),
    ).exclude(user=person.user)
    if not others.exists():
        raise ValidationError(
            _(
                "%(name)s is the last Verwaltung of %(town)s. Nothing was changed. First give the "
                "role to somebody else, who then has to sign in once."
            )
            % {"name": person, "town": person.kommune}
        )


def _nobody_counts_on(user: AbstractUser) -> bool:
    return not (
        user.is_superuser
        or user.is_staff
        or user.memberships.exists()
        or user.groups.exists()
        or user.user_permissions.exists()
    )


def _put_to_sleep(user: AbstractUser) -> None:
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
