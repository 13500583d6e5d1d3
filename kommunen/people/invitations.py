"""Inviting a person to work for a town: an account without a password, and a mail to set one.

Whoever invites never learns whether the address had an account before: both ways look alike.
"""

import secrets
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from kommunen.models import Kommune, Person, Role
from kommunen.people.roles import grant, roles_of


@transaction.atomic
def invite(email: str, kommune: Kommune, roles: Iterable[Role], name: str = "") -> Person:
    """Give the person behind the address roles; a new person gets a link to set a password.

    The name is what the town calls the person until the first sign-in; an account that was there
    before keeps its own. The mail goes out when the surrounding transaction has succeeded.
    """
    user = _account_of(email) or _new_account(email, name)
    for role in roles:
        grant(user, kommune, role)
    person = Person.objects.get(user=user, kommune=kommune)
    if person.signed_in_at is None:
        Person.objects.filter(pk=person.pk).update(name=name[:150], email=email)
        person.refresh_from_db()
    wake(user)
    transaction.on_commit(lambda: send_invitation(user, kommune))
    return person


def wake(user: AbstractUser) -> None:
    """Open an account again that slept because its last town had ended.

    Such an account has no password. One with a password was closed by the operator, and stays so.
    """
    if not user.is_active and not user.has_usable_password():
        user.is_active = True
        user.save(update_fields=["is_active"])


def send_invitation(user: AbstractUser, kommune: Kommune) -> None:
    """Mail what the person may do here, and the link to go on; nothing to a closed account."""
    if not user.is_active or not user.email:
        return
    known = user.has_usable_password()
    text = (
        _(
            "Hello,\n\nyou now work for the site of %(town)s: %(roles)s.\n"
            "Sign in with your user name %(user)s and the password you already have:"
            "\n\n%(link)s\n\n"
            "If you did not expect this mail, you may delete it.\n"
        )
        if known
        else _(
            "Hello,\n\nyou now work for the site of %(town)s: %(roles)s.\n"
            "Your user name is %(user)s. Please set a password here:\n\n%(link)s\n\n"
            "The link to set a password works for three days. If you did not expect this mail, "
            "you may delete it.\n"
        )
    )
    values = {
        "town": kommune.belonging,
        "roles": ", ".join(role.label for role in Role if role in roles_of(user, kommune)),
        "user": user.get_username(),
        "link": kommune.root_url + (reverse("wagtailadmin_home") if known else _path_to_set(user)),
    }
    _send(user, _("Your access to the site of %(town)s") % values, text % values)


def send_reset_link(user: AbstractUser, kommune: Kommune) -> None:
    """Mail the link with which the person, and nobody else, sets a new password."""
    if not user.is_active or not user.email:
        return
    values = {
        "town": kommune.belonging,
        "user": user.get_username(),
        "link": kommune.root_url + _path_to_set(user),
    }
    _send(
        user,
        _("Set a new password for the site of %(town)s") % values,
        _(
            "Hello,\n\nhere you set a new password for the site of %(town)s:\n\n%(link)s\n\n"
            "Your user name is %(user)s. The link works for three days. Until you use it, "
            "your password stays as it is.\n"
        )
        % values,
    )


def send_reset_notice(user: AbstractUser, kommune: Kommune) -> None:
    """Tell the person that the second factor was reset: nobody does so behind their back."""
    if not user.is_active or not user.email:
        return
    values = {"town": kommune.belonging, "link": kommune.root_url + reverse("wagtailadmin_home")}
    _send(
        user,
        _("Your second factor was reset"),
        _(
            "Hello,\n\nthe second factor of your access to the site of %(town)s was reset. "
            "Please sign in and set it up again:\n\n%(link)s\n\n"
            "If you did not ask for that, please tell your Verwaltung at once.\n"
        )
        % values,
    )


def _account_of(email: str) -> AbstractUser | None:
    """The account that mails to this address reach; open ones first."""
    accounts = get_user_model().objects.filter(email__iexact=email)
    return accounts.order_by("-is_active", "pk").first()


def _new_account(email: str, name: str) -> AbstractUser:
    users = get_user_model().objects
    username = email[:150]
    if users.filter(username__iexact=username).exists():
        username = f"{email[:130]}-{secrets.token_hex(4)}"
    first, _space, last = name.strip().rpartition(" ")
    return users.create_user(  # no usable password yet
        username=username, email=email, first_name=first[:150], last_name=last[:150]
    )


def _path_to_set(user: AbstractUser) -> str:
    return reverse(
        "wagtailadmin_password_reset_confirm",
        args=[
            urlsafe_base64_encode(force_bytes(user.pk)),
            default_token_generator.make_token(user),
        ],
    )


def _send(user: AbstractUser, subject: str, text: str) -> None:
    send_mail(subject, text, from_email=None, recipient_list=[user.email])
