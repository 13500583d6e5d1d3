"""What `run_due` does for imports: forget files nobody imported, and imports past their time."""

from datetime import datetime

from mitmachkarte.models import InitiativeImport


def forget(now: datetime) -> int:
    """Delete them with their rows; the town's log keeps its line. Returns how many."""
    outdated = InitiativeImport.objects.outdated(now)
    number = outdated.count()
    outdated.delete()
    return number
