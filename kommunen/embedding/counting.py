"""Which pages show a town's embeds: from the Referer, by day, without anything about visitors.

Only what a browser loads into a frame counts. The page's referrer policy decides how much we
learn: with the one in our lines it is the host, and never a query.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from kommunen.hosts import ORIGIN
from kommunen.models import EmbedDay, Kommune

from .sources import matches

DEFAULT_KEEP_DAYS = 365
MOST_PAGES = 200  # of a town and day, allowed or not; Referers can be invented
QUIET_AFTER = timedelta(days=30)


@dataclass
class ShownOn:
    """A page that has shown an embed of the town."""

    page: str
    kind: str
    first_on: date
    last_on: date
    loads: int  # of the last 30 days
    is_allowed: bool

    @property
    def is_quiet(self) -> bool:
        """Nobody has seen it there for a month: perhaps it was taken off."""
        return timezone.localdate() - self.last_on > QUIET_AFTER


def note_load(request: HttpRequest, kommune: Kommune, origins: Iterable[str]) -> None:
    """Count that a foreign page has asked for an embed. One query, two on a page's first of a day.

    Args:
        origins: Those that may embed.
    """
    page = framing_page(request)
    if not page:
        return
    kind = request.path.partition("/einbetten/")[2].partition("/")[0][:20]
    key = {"kommune": kommune, "kind": kind, "page": page, "day": timezone.localdate()}
    rows = EmbedDay.objects.filter(**key)
    if rows.update(loads=F("loads") + 1):
        return
    is_allowed = any(matches(origin, page) for origin in origins)
    # Counted apart: what strangers invent keeps no page of an allowed host out.
    noted = EmbedDay.objects.filter(kommune=kommune, day=key["day"], is_allowed=is_allowed)
    if noted.count() < MOST_PAGES:
        try:
            with transaction.atomic():
                EmbedDay.objects.create(**key, loads=1, is_allowed=is_allowed)
        except IntegrityError:  # another visitor was first
            rows.update(loads=F("loads") + 1)


def framing_page(request: HttpRequest) -> str:
    """Origin and path of the foreign page around a frame; "" if it is none, or nobody knows."""
    if request.headers.get("Sec-Fetch-Dest") != "iframe":
        return ""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    if not ORIGIN.match(origin) or parts.netloc.lower() == request.get_host():
        return ""
    return f"{origin}{parts.path or '/'}"[:500]


def shown_on(kommune: Kommune) -> list[ShownOn]:
    """All pages that are remembered, the latest first. One query."""
    lately = timezone.localdate() - QUIET_AFTER
    found: dict[tuple[str, str], ShownOn] = {}
    for row in EmbedDay.objects.filter(kommune=kommune).order_by("day", "pk"):
        seen = found.setdefault(
            (row.kind, row.page),
            ShownOn(row.page, row.kind, row.day, row.day, 0, row.is_allowed),
        )
        seen.last_on, seen.is_allowed = row.day, row.is_allowed
        seen.loads += row.loads if row.day > lately else 0
    return sorted(found.values(), key=lambda each: (-each.last_on.toordinal(), each.page))


def forget(now: datetime) -> int:
    """Delete days older than `KOMMUNEN_KEEP_EMBED_DAYS`; return how many."""
    days = getattr(settings, "KOMMUNEN_KEEP_EMBED_DAYS", DEFAULT_KEEP_DAYS)
    oldest = timezone.localdate(now) - timedelta(days=days)
    number, _models = EmbedDay.objects.filter(day__lt=oldest).delete()
    return number
