"""Who may sign in to the demo. Never loaded in production."""

import secrets
from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from wagtail.users.models import UserProfile

from home.demo.content import Folder, folders
from kommunen.models import Kommune, Role
from kommunen.people.roles import grant

OPERATOR = "betrieb"
TOWN_ROLES = (Role.REDAKTION, Role.FREIGABE, Role.VERWALTUNG)


class Account(NamedTuple):
    name: str
    host: str
    role: Role | None  # None may do everything everywhere

    @property
    def email(self) -> str:
        return f"{self.name}@mehrwert-baukasten.example"


def accounts() -> Iterator[Account]:
    for folder in folders():
        host = folder.tenant["host"]
        if folder.is_central:
            yield Account(OPERATOR, host, None)
            yield Account(str(Role.TEXTREDAKTION), host, Role.TEXTREDAKTION)
        else:
            yield from (Account(user_name(folder, role), host, role) for role in TOWN_ROLES)


def user_name(folder: Folder, role: Role) -> str:
    return f"{folder.name}-{role}"


def open_accounts(folder: Folder) -> None:
    """Create who is missing among the tenant's accounts, without a password."""
    users = get_user_model().objects
    for account in accounts():
        if account.host == folder.tenant["host"] and not users.filter(username=account.name):
            _create(account)


def give_passwords(wanted: str | None) -> str | None:
    """See to it that everybody can sign in.

    Args:
        wanted: Everybody gets this one. None makes one up for those who have none yet.

    Returns:
        The password that was given, None if everybody keeps theirs.
    """
    users = get_user_model().objects.filter(username__in=[account.name for account in accounts()])
    without = [user.pk for user in users if not user.has_usable_password()]
    if not wanted and not without:
        return None
    password = wanted or secrets.token_urlsafe(9)
    in_need = users if wanted else users.filter(pk__in=without)
    hashes = set(in_need.values_list("password", flat=True))
    # Hashing is slow on purpose: one for all of them, and none if they have this one already.
    if len(hashes) != 1 or not check_password(password, hashes.pop()):
        in_need.update(password=make_password(password))
    return password


def _create(account: Account) -> None:
    make = get_user_model().objects
    if account.role is None:
        user = make.create_superuser(username=account.name, email=account.email)
    else:
        user = make.create_user(username=account.name, email=account.email)
        grant(user, Kommune.objects.get(site__hostname=account.host), account.role)
    # Nobody reads mail at these addresses.
    UserProfile.objects.create(
        user=user,
        submitted_notifications=False,
        approved_notifications=False,
        rejected_notifications=False,
        updated_comments_notifications=False,
    )
