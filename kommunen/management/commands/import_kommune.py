"""Found a tenant from its archive. All of it or nothing; status 1: refused, 2: wrong use."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kommunen.lifecycle.importing import Imported, import_kommune
from kommunen.lifecycle.readiness import missing_steps

REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    help = "Found a tenant from its archive. Nothing is made if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument("--host", required=True, help="where the tenant shall answer")
        parser.add_argument("--port", type=int, default=443)
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="a row for each thing")
        parser.add_argument(
            "--with-hosts",
            action="store_true",
            help="take over host aliases and hosts that may embed, too",
        )

    def handle(self, *args, file: Path, host: str, port: int, **options) -> None:
        try:
            done = import_kommune(
                file,
                host=host,
                port=port,
                takes_hosts=options["with_hosts"],
                tell=self.stdout.write,
            )
            if options["report"]:
                text = json.dumps(done.report, ensure_ascii=False, indent=1)
                options["report"].write_text(text, "utf-8")
        except OSError as error:
            raise CommandError(str(error), returncode=WRONG_USE) from error
        self._tell(done)

    def _tell(self, done: Imported) -> None:
        for row in done.rows:
            if row["state"] == "changed":
                self.stdout.write(f"  – {row['where']}: {row['message']}")
        if done.kommune is None:
            refused = "\n".join(f"{row['where']}: {row['message']}" for row in done.rows)
            raise CommandError(
                f"{refused}\n" + _("Refused. Nothing was changed."), returncode=REFUSED
            )
        self.stdout.write(
            self.style.SUCCESS(
                _("%(town)s is here: %(url)s/")
                % {"town": done.kommune, "url": done.kommune.root_url}
            )
        )
        self.stdout.write(_("People are not in the archive. What is left to do:"))
        for step in missing_steps(done.kommune):
            self.stdout.write(f"  – {step}")
