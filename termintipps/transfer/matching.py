"""Which event of the town a wish speaks of. A fixed number of queries, whatever their number."""

from dataclasses import dataclass
from datetime import date, time

from kommunen.models import Kommune
from mitmachkarte.transfer.columns import sameness
from termintipps.models import CalendarEntry, EventOrigin, EventPage

from .wishes import Wish


@dataclass(frozen=True, slots=True)
class Known:
    page: int
    origin: EventOrigin | None = None


class Register:
    """All events of a town: by foreign key, by our own UID, by slug, by title and begin."""

    def __init__(self, kommune: Kommune) -> None:
        root = kommune.site.root_page
        origins = EventOrigin.objects.filter(site=kommune.site).order_by("pk")
        self.origins = {origin.event_id: origin for origin in origins}
        self.by_key = {origin.key: origin.event_id for origin in self.origins.values()}
        entries = CalendarEntry.objects.filter(event__path__startswith=root.path)
        self.by_uid = dict(entries.values_list("uid", "event"))
        self.by_slug: dict[str, int] = {}
        self.by_begin: dict[tuple, int] = {}
        pages = EventPage.objects.descendant_of(root).filter(alias_of=None).order_by("pk")
        for pk, slug, title, day, clock in pages.values_list(
            "pk", "slug", "title", "start_date", "start_time"
        ):
            self.by_slug[slug] = pk
            if pk not in self.origins:  # what came from elsewhere is known by its key
                self.by_begin.setdefault((sameness(title), day, clock), pk)

    def find(self, wish: Wish) -> Known | None:
        page = self.by_key.get(wish.key) if wish.key else None
        page = page or self.by_uid.get(wish.key) or self.by_slug.get(wish.slug)
        if page is None and (when := wish.values.get("when")):
            begin = (
                sameness(wish.title),
                date.fromisoformat(when["start_date"]),
                time.fromisoformat(when["start_time"]) if when.get("start_time") else None,
            )
            page = self.by_begin.get(begin)
        return Known(page, self.origins.get(page)) if page else None
