"""Delete a tenant with everything of it. There is no way back but an archive or a backup."""

import getpass
from argparse import ArgumentParser
from hashlib import file_digest
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kommunen.lifecycle.deletion import check_deletable, delete_kommune, people_only_of
from kommunen.models import Kommune


class Command(BaseCommand):
    help = "Delete a paused or archived tenant: rows, files, people who serve only it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", required=True, help="main host name of the tenant")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--force", action="store_true", help="even if it is live")
        parser.add_argument(
            "--archive", metavar="FILE.zip", help="the export made before; its checksum is kept"
        )

    def handle(self, *args, host: str, yes: bool, force: bool, archive: str | None, **options):
        kommune = Kommune.objects.serving(host).first()
        if kommune is None:
            raise CommandError(_("No tenant answers to %(host)s.") % {"host": host})
        try:
            check_deletable(kommune, force=force)
            checksum = _checksum(archive) if archive else ""
        except (ValidationError, OSError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        if not yes:
            self._ask(kommune, bool(archive))
        delete_kommune(
            kommune,
            by=getpass.getuser(),
            force=force,
            export_sha256=checksum,
            tell=self.stdout.write,
        )

    def _ask(self, kommune: Kommune, has_archive: bool) -> None:
        """Go on only if the person repeats the host."""
        host = kommune.site.hostname
        self.stdout.write(
            _("%(town)s will be deleted with all pages, files and %(people)s people.")
            % {"town": kommune, "people": people_only_of(kommune).count()}
        )
        if not has_archive:
            self.stdout.write(
                _("No archive is named. Better first: export_kommune --host %(host)s FILE.zip")
                % {"host": host}
            )
        if input(_("Repeat the host name to go on: ")).strip() != host:
            raise CommandError(_("That is not the host name. Nothing was changed."))


def _checksum(path: str) -> str:
    with Path(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
