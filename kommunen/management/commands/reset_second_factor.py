"""Forget somebody's second factor: phone and backup codes are lost, and nobody else can help."""

from argparse import ArgumentParser

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kommunen.people import second_factor


class Command(BaseCommand):
    help = "Forget the second factor of one account. The next sign-in asks for the password alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args, username: str, **options) -> None:
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("There is no account %(user)s.") % {"user": username})
        second_factor.reset(user)
        self.stdout.write(_("The second factor of %(user)s is reset.") % {"user": username})
