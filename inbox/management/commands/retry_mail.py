"""Take up again what was given up, e.g. after a town's mail server was wrongly set for days."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inbox import outbox
from kommunen.models import Kommune


class Command(BaseCommand):
    help = "Put a tenant's mails that were given up back in the queue, while their text is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", required=True, help="e.g. mitmachen.stadt.example")

    def handle(self, *args, **options) -> None:
        kommune = Kommune.objects.serving(options["host"]).first()
        if kommune is None:
            raise CommandError(_("No tenant answers to the host %s.") % options["host"])
        number = outbox.retry(kommune.site, timezone.now())
        self.stdout.write(
            ngettext(
                "%(number)s mail of %(town)s is tried again with the next run_due.",
                "%(number)s mails of %(town)s are tried again with the next run_due.",
                number,
            )
            % {"number": number, "town": kommune}
        )
