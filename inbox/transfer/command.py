"""What the commands that import files have in common: arguments, report, exit status."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from kommunen.hosts import normalise_hostname
from kommunen.models import Category, Kommune
from kommunen.tables.limits import MAX_BYTES

from .plans import Plan, State, refusal

WRONG_USE = 2  # exit status; 1 says that the file was refused
SHOWN = 50  # refused rows on the screen; the report has all


class ImportCommand(BaseCommand):
    """A subclass reads, plans and carries out."""

    no_page: str  # what is said of a town without the page for it

    def parent_page(self, kommune: Kommune) -> Page | None:
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", required=True, help="host name of the town")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="report per row")
        parser.add_argument("--draft", action="store_true", help="publish nothing")
        parser.add_argument(
            "--category", metavar="SLUG", help="kind of engagement where the file names none"
        )

    def town(self, host: str) -> Kommune:
        try:
            name = normalise_hostname(host.partition(":")[0])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=WRONG_USE) from error
        kommune = Kommune.objects.serving(name).first()
        if kommune is None:
            raise CommandError(
                _("No town answers to the host “%(host)s”.") % {"host": host}, returncode=WRONG_USE
            )
        if self.parent_page(kommune) is None:
            raise CommandError(self.no_page % {"town": kommune}, returncode=WRONG_USE)
        return kommune

    def category(self, slug: str | None, kommune: Kommune) -> Category | None:
        if not slug:
            return None
        category = Category.objects.visible_to(kommune).filter(slug=slug).first()
        if category is None:
            raise CommandError(
                _("There is no kind of engagement “%(slug)s”.") % {"slug": slug},
                returncode=WRONG_USE,
            )
        return category

    def content(self, file: Path) -> bytes:
        try:
            with file.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)  # one more tells that it is too much
        except OSError as error:
            raise CommandError(
                _("The file “%(file)s” cannot be read.") % {"file": file}, returncode=WRONG_USE
            ) from error

    def refuse_all(self, options: dict, name: str, error: Exception) -> NoReturn:
        """Nobody can read it."""
        self._report(options, refusal(name, str(error)))
        raise CommandError(f"{name}: {error}", returncode=1) from error

    def is_to_be_done(self, plan: Plan, options: dict) -> bool:
        """Say what would happen; whether it shall. What is not done is reported here.

        Raises:
            CommandError: something is refused.
        """
        self._say(plan)
        if plan.is_refused or options["dry_run"]:
            self._report(options, plan.report())
        if plan.is_refused:
            raise CommandError(_("Refused. Nothing was changed."), returncode=1)
        if options["dry_run"]:
            self.stdout.write(_("A dry run: nothing was changed."))
        return not options["dry_run"]

    @contextmanager
    def all_or_nothing(self, plan: Plan, options: dict) -> Iterator[None]:
        """Do it within. Stopped at any moment, nothing was done and no report says so."""
        with transaction.atomic():
            yield
            self._report(options, plan.report())

    def say_done(self, counts: str) -> None:
        self.stdout.write(self.style.SUCCESS(_("Imported: %(counts)s.") % {"counts": counts}))

    def _report(self, options: dict, report: dict) -> None:
        if options["report"]:
            text = json.dumps(report, ensure_ascii=False, indent=1)
            options["report"].write_text(text, encoding="utf-8")

    def _say(self, plan: Plan) -> None:
        for note in plan.notes:
            self.stdout.write(note)
        refused = [row for row in plan.rows if row.state == State.REFUSED]
        for row in refused[:SHOWN]:
            self.stderr.write(f"{row.where}: {row.message}")
        counts = ", ".join(f"{plan.counts[state]} {state}" for state in State)
        self.stdout.write(counts)
