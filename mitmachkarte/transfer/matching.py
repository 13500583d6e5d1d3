"""Which entry of the town a row speaks of. Each question costs the same for ten and for ten
thousand entries: entries are found by keys, never compared in pairs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import floor
from urllib.parse import urlsplit

from kommunen.geo import Point, distance_m
from kommunen.models import Kommune
from mitmachkarte.models import InitiativePage

from .columns import sameness

NEAR_M = 500  # so far apart the same name is the same group
CELL = 0.008  # degrees; at 55° north still 510 m wide, so that near is a neighbouring cell
COLUMNS = ("pk", "slug", "title", "lat", "lon", "website", "live", "has_unpublished_changes")


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the town, or an earlier row of the file: then `pk` is 0 and `where` is set."""

    pk: int
    slug: str
    title: str
    lat: Decimal | None
    lon: Decimal | None
    website: str
    live: bool = False
    has_open_draft: bool = False
    where: str = ""
    row: int = -1

    @property
    def point(self) -> Point | None:
        if self.lat is None or self.lon is None:
            return None
        return Point(lat=float(self.lat), lon=float(self.lon))


def name_key(name: str) -> str:
    """Without case, umlauts, spaces, signs, and the form of the club."""
    key = sameness(name)
    return key.removesuffix("ev") if name.casefold().rstrip(" .").endswith(("e.v", "e. v")) else key


def website_key(address: str) -> str:
    """Host and path without “www.”; empty for none."""
    try:
        parts = urlsplit(address.strip().casefold())
    except ValueError:
        return ""
    return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")


class Register:
    """All that is known, by slug, by name and place, by website."""

    def __init__(self) -> None:
        self.by_slug: dict[str, Known] = {}
        self.by_place: dict[tuple, list[Known]] = defaultdict(list)
        self.by_name: dict[str, Known] = {}
        self.by_website: dict[str, Known] = {}

    @classmethod
    def of_town(cls, kommune: Kommune) -> "Register":
        """Everything that stands in the town, drafts included; one query."""
        register = cls()
        pages = InitiativePage.objects.in_town(kommune).filter(alias_of=None).order_by("pk")
        for row in pages.values_list(*COLUMNS).iterator(chunk_size=2000):
            register.add(Known(*row))
        return register

    def add(self, known: Known) -> None:
        if known.slug:
            self.by_slug.setdefault(known.slug, known)
        name = name_key(known.title)
        self.by_name.setdefault(name, known)
        self.by_place[name, _cell(known.point)].append(known)
        if website := website_key(known.website):
            self.by_website.setdefault(website, known)

    def same_name_near(self, title: str, point: Point | None) -> Known | None:
        """The same name within `NEAR_M`, or where one of both has no place."""
        name = name_key(title)
        if point is None:
            return self.by_name.get(name)
        near = (
            each for each in self._around(name, point) if distance_m(each.point, point) <= NEAR_M
        )
        closest = min(near, key=lambda each: distance_m(each.point, point), default=None)
        return closest or next(iter(self.by_place.get((name, None), ())), None)

    def same_website(self, address: str) -> Known | None:
        key = website_key(address)
        return self.by_website.get(key) if key else None

    def _around(self, name: str, point: Point) -> Iterator[Known]:
        row, column = _cell(point)
        for up in (0, -1, 1):
            for right in (0, -1, 1):
                yield from self.by_place.get((name, (row + up, column + right)), ())


def _cell(point: Point | None) -> tuple[int, int] | None:
    return (floor(point.lat / CELL), floor(point.lon / CELL)) if point else None
