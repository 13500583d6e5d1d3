"""Deputies get roles when their time begins, and lose them when it is over.

`settle` brings a town's roles in step with its calendar; safe to run at any time, twice, or
killed in the middle. What somebody holds for good, no deputyship gives or takes.
"""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kommunen.models import Deputyship, Kommune, Membership, Person, Role
from kommunen.people.roles import grant, revoke


def own_roles(user: AbstractBaseUser, kommune: Kommune) -> set[Role]:
    """Roles held for good, not as somebody's deputy."""
    held = Membership.objects.filter(user=user, kommune=kommune, lent_by=None)
    return {Role(role) for role in held.values_list("role", flat=True)}


@transaction.atomic
def arrange(
    kommune: Kommune,
    absent: AbstractBaseUser,
    deputy: AbstractBaseUser,
    starts_on: date,
    ends_on: date,
) -> Deputyship:
    """Note who steps in for whom; if it begins today or before, the roles are lent at once."""
    deputyship = Deputyship.objects.create(
        kommune=kommune, absent=absent, deputy=deputy, starts_on=starts_on, ends_on=ends_on
    )
    settle(kommune, timezone.now())
    return deputyship


@transaction.atomic
def finish(deputyships: list[Deputyship], at: datetime) -> None:
    """End these before their time; what another running deputyship lends, stays."""
    for deputyship in deputyships:
        _end(deputyship, at)
        settle(deputyship.kommune, at)


def settle_all(at: datetime) -> int:
    """The due job: every town in which a deputyship is open; return how many rows changed."""
    kommunen = Kommune.objects.filter(deputyships__ended_at=None, deputyships__isnull=False)
    return sum(settle(kommune, at) for kommune in kommunen.distinct())


@transaction.atomic
def settle(kommune: Kommune, at: datetime) -> int:
    """Lend what is to be lent on that day, take back what is over; return how many changed."""
    today = timezone.localdate(at)
    changed = 0
    gone = Person.objects.filter(kommune=kommune).exclude(ended_at=None).values("user")
    rows = kommune.deputyships.open().select_related("absent", "deputy", "kommune")
    is_over = Q(ends_on__lt=today) | Q(absent=None) | Q(absent__in=gone) | Q(deputy__in=gone)
    for over in rows.filter(is_over):
        changed += 1 + _end(over, at)
    for running in rows.running(today):
        changed += _lend(running)
    return changed


def _end(deputyship: Deputyship, at: datetime) -> int:
    Deputyship.objects.filter(pk=deputyship.pk).update(ended_at=at)
    return _take_back(Membership.objects.filter(lent_by=deputyship))


def _lend(deputyship: Deputyship) -> int:
    wanted = own_roles(deputyship.absent, deputyship.kommune)
    lent = Membership.objects.filter(lent_by=deputyship)
    changed = _take_back(lent.exclude(role__in=wanted))
    held = Membership.objects.filter(user=deputyship.deputy, kommune=deputyship.kommune)
    for role in wanted - {Role(role) for role in held.values_list("role", flat=True)}:
        membership = grant(deputyship.deputy, deputyship.kommune, role)
        Membership.objects.filter(pk=membership.pk).update(lent_by=deputyship)
        changed += 1
    return changed


def _take_back(memberships) -> int:
    found = list(memberships.select_related("user", "kommune"))
    for membership in found:
        revoke(membership.user, membership.kommune, Role(membership.role))
    return len(found)
