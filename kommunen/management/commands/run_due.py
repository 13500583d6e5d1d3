"""Do everything that is due: mail, feeds, reminders, deletions. Meant for cron, every 5 minutes."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kommunen.due import Outcome, State, run_due
from kommunen.registry import due_jobs


class Command(BaseCommand):
    help = "Do everything that is due. Safe at any time, twice, or killed. Status 1: a job failed."

    def handle(self, *args, **options) -> None:
        failed = 0
        for outcome in run_due(due_jobs, timezone.now()):
            failed += outcome.state is State.FAILED
            self.stdout.write(self._line(outcome))
        if failed:
            raise CommandError(
                ngettext(
                    "%(number)s job failed. The others were run.",
                    "%(number)s jobs failed. The others were run.",
                    failed,
                )
                % {"number": failed}
            )

    def _line(self, outcome: Outcome) -> str:
        match outcome.state:
            case State.DONE:
                return f"{outcome.name}: {outcome.count}"
            case State.BUSY:
                return _("%s: another process is at it") % outcome.name
        return self.style.ERROR(f"{outcome.name}: {outcome.error}")
