"""Set up a complete tenant: site, pages, collection, groups, map extent from the key."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from kommunen.lifecycle.founding import found_kommune
from kommunen.lifecycle.readiness import missing_steps
from kommunen.models import Kommune, Role
from kommunen.people.invitations import invite


class Command(BaseCommand):
    help = "Set up a complete tenant. Nothing is made if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="without the kind, e.g. Ratingen")
        parser.add_argument("--host", required=True, help="e.g. mitmachen.stadt.example")
        parser.add_argument("--port", type=int, default=443)
        parser.add_argument("--ags", default="", metavar="KEY", help="8 digits, a Kreis has 5")
        parser.add_argument(
            "--kind", default=Kommune.Kind.STADT, choices=[str(kind) for kind in Kommune.Kind]
        )
        parser.add_argument("--admin-email", help="invites this person as Verwaltung")

    def handle(self, *args, **options) -> None:
        try:
            with transaction.atomic():
                kommune = self._found(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            self.style.SUCCESS(
                _("%(town)s is set up: %(url)s/ (admin: %(url)s/admin/)")
                % {"town": kommune, "url": kommune.root_url}
            )
        )
        self.stdout.write(_("What is left to do:"))
        for step in missing_steps(kommune):
            self.stdout.write(f"  – {step}")

    def _found(self, options: dict) -> Kommune:
        if options["admin_email"]:
            validate_email(options["admin_email"])
        kommune = found_kommune(
            name=options["name"],
            host=options["host"],
            port=options["port"],
            key=options["ags"].strip(),
            kind=options["kind"],
        )
        if options["admin_email"]:
            role = Role.TEXTREDAKTION if kommune.is_central else Role.VERWALTUNG
            invite(options["admin_email"], kommune, [role])
        return kommune
