"""Inviting a person to work for a town: an account without a password, and a mail to set one."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from kommunen.models import Kommune, Role
from kommunen.people.roles import grant


def invite(email: str, kommune: Kommune, role: Role) -> AbstractUser:
    """Give the person behind the address a role; a new person gets a link to set a password.

    The mail goes out when the surrounding transaction has succeeded.
    """
    users = get_user_model().objects
    user = users.filter(email__iexact=email).first()
    if user is None:
        user = users.create_user(username=email, email=email)  # no usable password yet
    grant(user, kommune, role)
    transaction.on_commit(lambda: _send_invitation(user, kommune, role))
    return user


def _send_invitation(user: AbstractUser, kommune: Kommune, role: Role) -> None:
    path = reverse("wagtailadmin_home")
    if not user.has_usable_password():
        path = reverse(
            "wagtailadmin_password_reset_confirm",
            args=[
                urlsafe_base64_encode(force_bytes(user.pk)),
                default_token_generator.make_token(user),
            ],
        )
    send_mail(
        _("Your access to the site of %(town)s") % {"town": kommune.belonging},
        _(
            "Hello,\n\nyou have been given the role %(role)s for the site of %(town)s.\n"
            "Your user name is %(user)s. Please go on here:\n\n%(link)s\n\n"
            "The link to set a password works for three days. If you did not expect this mail, "
            "you may delete it.\n"
        )
        % {
            "role": role.label,
            "town": kommune.belonging,
            "user": user.get_username(),
            "link": kommune.root_url + path,
        },
        from_email=None,
        recipient_list=[user.email],
    )
