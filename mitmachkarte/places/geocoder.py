"""A geocoder behind our own address, off by default: browsers never ask it, the server may.

The operator names one in `MITMACHKARTE_GEOCODER_URL` with `{query}` in it; it has to answer as
Nominatim does: a JSON list of `display_name`, `lat`, `lon`. Answers are kept for a day, at most
one question a second goes out, none for a minute after one that failed, and only places in the
town come back.
"""

import json
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache

from kommunen.fetching import FetchError, Limits, fetch
from kommunen.geo import Point
from kommunen.models import Kommune
from mitmachkarte.ground import bounds_of

if TYPE_CHECKING:
    from .search import Spot

MOST = 5
LIMITS = Limits(connect_s=2, read_s=3, total_s=4, max_bytes=200_000, redirects=0)
DAY = 24 * 60 * 60  # seconds
PAUSE = 1  # seconds between two questions of this installation
LONG_PAUSE = 60  # seconds, after a question that nobody answered
ASKED = "geocoder-asked"


def spots_named(kommune: Kommune, text: str) -> list["Spot"]:
    """What the geocoder knows in the town; nothing while it is off, silent or busy."""
    from .search import Spot

    bounds = bounds_of(kommune)
    address = getattr(settings, "MITMACHKARTE_GEOCODER_URL", "")
    if not address or bounds is None:
        return []
    around = bounds.padded(0.1)
    found = _answer(address.replace("{query}", quote(f"{text}, {kommune.name}", safe="")))
    spots = [Spot(name[:120], point) for name, point in found if point in around]
    return spots[:MOST]


def _answer(url: str) -> list[tuple[str, Point]]:
    key = "geocoded:" + sha256(url.encode()).hexdigest()
    kept = cache.get(key)
    if kept is None:
        if not cache.add(ASKED, True, PAUSE):
            return []
        try:
            kept = _asked(url)
        except (FetchError, ValueError, RecursionError):
            cache.set(ASKED, True, LONG_PAUSE)
            return []
        cache.set(key, kept, DAY)
    return [(name, Point(lat=lat, lon=lon)) for name, lat, lon in kept]


def _asked(url: str) -> list[tuple[str, float, float]]:
    """Plain values of what came back; a place that nobody can read is left out.

    Raises:
        FetchError, ValueError, RecursionError: nothing came back, or no JSON.
    """
    answer = json.loads(fetch(url, accept="application/json", limits=LIMITS).body)
    found = []
    for each in answer if isinstance(answer, list) else []:
        try:
            point = Point.parse(f"{each['lat']},{each['lon']}")
            found.append((str(each["display_name"]), point.lat, point.lon))
        except (KeyError, TypeError, ValueError):
            continue
    return found
