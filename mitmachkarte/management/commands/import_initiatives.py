"""Import initiatives of one town from a file. All of it or nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from inbox.transfer.plans import State, refusal
from kommunen.hosts import normalise_hostname
from kommunen.models import Category, Kommune
from kommunen.tables import BadFile
from kommunen.tables.limits import MAX_BYTES
from mitmachkarte.models import InitiativeImport
from mitmachkarte.transfer.planning import Answer, Choices, Plan, plan_import
from mitmachkarte.transfer.writing import carry_out, map_page_of

WRONG_USE = 2  # exit status; 1 says that the file was refused
SHOWN = 50  # refused rows on the screen; the report has all


class Command(BaseCommand):
    help = (
        "Import initiatives from CSV, XLSX, GeoJSON or OpenFairDB's CSV and JSON. "
        "Nothing is changed if a single row is refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--host", required=True, help="host name of the town")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="report per row")
        parser.add_argument("--draft", action="store_true", help="publish nothing")
        parser.add_argument(
            "--confirm-places", action="store_true", help="places outside the town are right"
        )
        parser.add_argument(
            "--swap-coordinates",
            action="store_true",
            help="turn latitude and longitude round where they look swapped",
        )
        parser.add_argument(
            "--duplicates",
            choices=[str(answer) for answer in Answer],
            default=str(Answer.ASK),
            help="for rows with an entry's website under another name",
        )
        parser.add_argument(
            "--category", metavar="SLUG", help="kind of engagement where the file names none"
        )

    def handle(self, *args, **options) -> None:
        kommune = self._town(options["host"])
        choices = self._choices(options, kommune)
        content = self._content(options["file"])
        name = options["file"].name
        try:
            plan = plan_import(kommune, name, content, choices)
        except BadFile as error:
            self._report(options, refusal(name, str(error)))
            raise CommandError(f"{name}: {error}", returncode=1) from error
        self._report(options, plan.report())
        self._say(plan)
        if plan.is_refused:
            raise CommandError(_("Refused. Nothing was changed."), returncode=1)
        if options["dry_run"]:
            self.stdout.write(_("A dry run: nothing was changed."))
            return
        source = InitiativeImport.objects.create(site=kommune.site, file_name=name[:255])
        try:
            carry_out(plan, source, kommune, None, self._progress)
        except BaseException:
            source.delete()
            raise
        self.stdout.write(
            self.style.SUCCESS(_("Imported: %(counts)s.") % {"counts": source.counts})
        )

    def _town(self, host: str) -> Kommune:
        try:
            name = normalise_hostname(host.partition(":")[0])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=WRONG_USE) from error
        kommune = Kommune.objects.serving(name).first()
        if kommune is None:
            raise CommandError(
                _("No town answers to the host “%(host)s”.") % {"host": host}, returncode=WRONG_USE
            )
        if map_page_of(kommune) is None:
            raise CommandError(
                _("%(town)s has no Mitmachkarte.") % {"town": kommune}, returncode=WRONG_USE
            )
        return kommune

    def _choices(self, options: dict, kommune: Kommune) -> Choices:
        category = None
        if slug := options["category"]:
            category = Category.objects.visible_to(kommune).filter(slug=slug).first()
            if category is None:
                raise CommandError(
                    _("There is no kind of engagement “%(slug)s”.") % {"slug": slug},
                    returncode=WRONG_USE,
                )
        return Choices(
            publish=not options["draft"],
            confirm_outside=options["confirm_places"],
            swap=options["swap_coordinates"],
            duplicates=Answer(options["duplicates"]),
            category=category,
        )

    def _content(self, file: Path) -> bytes:
        try:
            with file.open("rb") as stream:
                return stream.read(MAX_BYTES + 1)  # one more tells that it is too much
        except OSError as error:
            raise CommandError(
                _("The file “%(file)s” cannot be read.") % {"file": file}, returncode=WRONG_USE
            ) from error

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

    def _progress(self, done: int, total: int) -> None:
        if done % 1000 == 0:
            self.stdout.write(f"{done} / {total}")
