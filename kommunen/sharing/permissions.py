"""Who may do what about entries that cross a town's border."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from kommunen.models import Kommune, Role
from kommunen.people.roles import roles_of

DECIDERS = frozenset({Role.FREIGABE, Role.VERWALTUNG, Role.TEXTREDAKTION})


def may_look(user: AbstractBaseUser | AnonymousUser, kommune: Kommune) -> bool:
    """Whoever works for the tenant; they may also offer its public entries, and take them back."""
    return user.is_superuser or bool(roles_of(user, kommune))


def may_decide(user: AbstractBaseUser | AnonymousUser, kommune: Kommune) -> bool:
    """What others offer, and what the town lets others show as a whole."""
    return user.is_superuser or bool(DECIDERS & roles_of(user, kommune))
