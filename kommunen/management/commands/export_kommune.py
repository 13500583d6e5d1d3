"""Write a whole tenant to a ZIP file in open formats (docs/export.md)."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kommunen.lifecycle.export import export_kommune
from kommunen.models import Kommune

WRONG_USE = 2


class Command(BaseCommand):
    help = "Write a whole tenant to a ZIP file in open formats. Nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument("--host", required=True, help="main host name of the tenant")

    def handle(self, *args, file: Path, host: str, **options) -> None:
        kommune = Kommune.objects.serving(host).first()
        if kommune is None:
            raise CommandError(
                _("No tenant answers to %(host)s.") % {"host": host}, returncode=WRONG_USE
            )
        try:
            done = export_kommune(kommune, file, tell=self.stdout.write)
        except OSError as error:
            raise CommandError(
                _("The file cannot be written: %s") % error, returncode=WRONG_USE
            ) from error
        for note in done.notes:
            self.stdout.write(f"  – {note}")
        self.stdout.write(f"SHA-256: {done.sha256}")
