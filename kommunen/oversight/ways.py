"""Which steps lead on from the state of a tenant, and where they are taken."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kommunen.lifecycle.deletion import check_deletable
from kommunen.lifecycle.states import possible_ways
from kommunen.models import Kommune

LABELS: dict[str, Promise] = {
    "go_live": gettext_lazy("Go live"),
    "pause": gettext_lazy("Pause"),
    "archive": gettext_lazy("Archive"),
    "bring_back": gettext_lazy("Bring back"),
    "export": gettext_lazy("Export"),
    "erase": gettext_lazy("Delete for good"),
}


def ways_of(kommune: Kommune) -> list[tuple[str, str]]:
    """Steps that are possible now: (label, address)."""
    ways = [*possible_ways(kommune), "export"]
    try:
        check_deletable(kommune)
        ways.append("erase")
    except ValidationError:
        pass
    return [(str(LABELS[way]), reverse(f"kommune:{way}", args=[kommune.pk])) for way in ways]
