"""Import initiatives of one town from a file. All of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from inbox.transfer.command import ImportCommand
from kommunen.models import Kommune
from kommunen.tables import BadFile
from mitmachkarte.models import InitiativeImport, MitmachkartePage
from mitmachkarte.transfer.planning import Answer, Choices, plan_import
from mitmachkarte.transfer.writing import carry_out, map_page_of


class Command(ImportCommand):
    help = (
        "Import initiatives from CSV, XLSX, GeoJSON or OpenFairDB's CSV and JSON. "
        "Nothing is changed if a single row is refused."
    )
    no_page = _("%(town)s has no Mitmachkarte.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        super().add_arguments(parser)
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

    def parent_page(self, kommune: Kommune) -> MitmachkartePage | None:
        return map_page_of(kommune)

    def handle(self, *args, **options) -> None:
        kommune = self.town(options["host"])
        choices = Choices(
            publish=not options["draft"],
            confirm_outside=options["confirm_places"],
            swap=options["swap_coordinates"],
            duplicates=Answer(options["duplicates"]),
            category=self.category(options["category"], kommune),
        )
        content = self.content(options["file"])
        name = options["file"].name
        try:
            plan = plan_import(kommune, name, content, choices)
        except BadFile as error:
            self.refuse_all(options, name, error)
        if not self.is_to_be_done(plan, options):
            return
        with self.all_or_nothing(plan, options):
            source = InitiativeImport.objects.create(site=kommune.site, file_name=name[:255])
            carry_out(plan, source, kommune, None, self._progress)
        self.say_done(source.counts)

    def _progress(self, done: int, total: int) -> None:
        if done % 1000 == 0:
            self.stdout.write(f"{done} / {total}")
