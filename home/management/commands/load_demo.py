"""Load the demo: a centre, three towns, and accounts to try them with. Twice changes nothing."""

import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from home.demo.accounts import accounts
from home.demo.loading import Report, load

DEFAULT_PORT = 8000


class Command(BaseCommand):
    help = "Load the demo's tenants and content. What is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=int,
            default=os.environ.get("PORT") or DEFAULT_PORT,
            help="where the demo's sites answer; else PORT from the environment, else 8000",
        )
        parser.add_argument(
            "--force", action="store_true", help="load it although these settings forbid it"
        )

    def handle(self, *args, port: int, force: bool, **options) -> None:
        if not getattr(settings, "DEMO_IS_ALLOWED", False) and not force:
            raise CommandError(
                _(
                    "The demo opens accounts whose names everybody knows, so these settings do not "
                    "allow it; --force loads it nevertheless."
                )
            )
        try:
            report = load(port, os.environ.get("DEMO_PASSWORD"), timezone.localdate())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self._tell(report, port)

    def _tell(self, report: Report, port: int) -> None:
        for host in report.loaded:
            self.stdout.write(self.style.SUCCESS(_("Loaded:") + f" http://{host}:{port}/"))
        for host in report.left_alone:
            self.stdout.write(_("Already there:") + f" http://{host}:{port}/")
        self.stdout.write("\n" + _("Sign in:"))
        for account in accounts():
            self.stdout.write(f"  {account.name:<24}http://{account.host}:{port}/admin/")
        self.stdout.write(
            _("Password for all of them:") + f" {report.password or _('as it was')}\n"
        )
