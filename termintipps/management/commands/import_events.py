"""Import events of one town from a calendar or a table. All of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inbox.transfer.command import ImportCommand
from inbox.transfer.running import exhaust
from kommunen.fetching import FetchError
from kommunen.models import Kommune
from kommunen.tables import BadFile
from termintipps.models import EventImport, TermintippsPage
from termintipps.subscriptions.fetching import fetch_calendar
from termintipps.transfer.planning import Choices, plan_import
from termintipps.transfer.writing import overview_of, steps_of_import

SCHEMES = ("http://", "https://", "webcal://")


class Command(ImportCommand):
    help = (
        "Import events from an iCalendar file or address, or from a CSV or XLSX table. "
        "Nothing is changed if a single event is refused."
    )
    no_page = _("%(town)s has no Termintipps.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE_OR_URL")
        super().add_arguments(parser)
        parser.add_argument(
            "--leave-out-bad", action="store_true", help="import what can be, leave out the rest"
        )

    def parent_page(self, kommune: Kommune) -> TermintippsPage | None:
        return overview_of(kommune)

    def handle(self, *args, **options) -> None:
        kommune = self.town(options["host"])
        choices = Choices(
            publish=not options["draft"],
            leave_out_bad=options["leave_out_bad"],
            category=self.category(options["category"], kommune),
        )
        name = options["source"]
        try:
            if name.casefold().startswith(SCHEMES):
                content = fetch_calendar(name).body
            else:
                content, name = self.content(Path(name)), Path(name).name
            plan = plan_import(kommune, name, content, choices, timezone.now())
        except (BadFile, FetchError) as error:
            self.refuse_all(options, name, error)
        if not self.is_to_be_done(plan, options):
            return
        with self.all_or_nothing(plan, options):
            source = EventImport.objects.create(site=kommune.site, file_name=name[:255])
            exhaust(steps_of_import(plan, source, kommune, None))
        self.say_done(source.counts)
