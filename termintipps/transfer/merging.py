"""Theirs or ours: what a foreign calendar says now, what it said last, what our page says."""

from collections.abc import Mapping
from datetime import datetime

from termintipps.models import Wins

from .contents import Values, is_same

FILE_WINS = dict.fromkeys(
    ("title", "summary", "description", "when", "place", "online_url", "organiser_name")
    + ("categories",),
    Wins.NEWER,
)
"""A file that somebody sends again: what has changed in it counts, the rest stays as it is here."""


def news(
    theirs: Values,
    base: Values | None,
    ours: Values,
    wins: Mapping[str, str],
    *,
    changed_at: datetime | None = None,
    edited_at: datetime | None = None,
) -> Values:
    """What is to be written onto a version of our page.

    Args:
        theirs: What the source says now.
        base: What it said when it was read last; None if it was never read.
        ours: What the version says.
        wins: Field → `Wins`; a field that is not named is theirs.
        changed_at: When the source says that it was changed.
        edited_at: When our version was written.
    """
    found = {}
    for name, value in theirs.items():
        if is_same(name, value, ours[name]):
            continue
        is_new = base is None or base.get(name) != value
        is_ours = base is not None and not is_same(name, base.get(name), ours[name])
        is_older = bool(changed_at and edited_at and changed_at < edited_at)
        rule = wins.get(name, Wins.THEIRS)
        if rule == Wins.OURS and (is_ours or base is None):
            continue
        if rule == Wins.NEWER and is_ours and (not is_new or is_older):
            continue
        found[name] = value
    return found
