"""Where a tile's bytes come from: kept, a file of our own, or the service, in this order."""

import logging
from functools import lru_cache

from django.conf import settings
from django.core.cache import BaseCache, cache, caches
from pmtiles.reader import MmapSource, Reader

from kommunen.fetching import BadStatus, FetchError, Limits, fetch

from .services import TileService
from .turns import a_turn

logger = logging.getLogger(__name__)

KEEP_S = 30 * 24 * 3600
NOT_THERE = b""  # the service has no such tile
NOT_THERE_S = 3600  # for which it is believed
PAUSE_S = 60  # in which a service that failed is not asked again
A_TILE = Limits(connect_s=2, read_s=4, total_s=5, max_bytes=300_000, redirects=0)
KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


def tile_of(service: TileService, z: int, x: int, y: int) -> bytes | None:
    """The picture; None if there is none, or not now."""
    if service.file:
        return _picture(_from_file(service, z, x, y))
    kept, key = _kept(), f"tile:{service.name}:{z}/{x}/{y}"
    found = kept.get(key)
    if found is None:
        found = _from_service(service, z, x, y)
        if _picture(found) or found == NOT_THERE:
            kept.set(key, found, KEEP_S if found else NOT_THERE_S)
    return _picture(found)


def kind_of(picture: bytes) -> str:
    """Media type; "" for what is no picture, whatever its sender says."""
    return next((kind for start, kind in KINDS.items() if picture.startswith(start)), "")


def _picture(data: bytes | None) -> bytes | None:
    return data if data and kind_of(data) else None


def _kept() -> BaseCache:
    """The cache named “tiles”, which bounds their number; else the one for everything."""
    return caches["tiles"] if "tiles" in settings.CACHES else cache


def _from_service(service: TileService, z: int, x: int, y: int) -> bytes | None:
    pause = f"tiles-pause:{service.name}"
    if cache.get(pause):
        return None
    with a_turn() as is_ours:
        try:
            return _fetched(service.address(z, x, y)) if is_ours else None
        except FetchError as error:
            # A service that hangs would hang all visitors.
            logger.warning("Tiles of %s fail: %s", service.name, error)
            cache.set(pause, True, PAUSE_S)
            return None


def _fetched(address: str) -> bytes:
    try:
        return fetch(address, accept="image/*", limits=A_TILE).body
    except BadStatus as error:
        if error.status < 429:  # one missing tile says nothing of the others
            return NOT_THERE
        raise


def _from_file(service: TileService, z: int, x: int, y: int) -> bytes | None:
    try:
        changed = service.path.stat().st_mtime_ns
        return _reader(str(service.path), changed).get(z, x, y)
    except Exception as error:  # a broken file fails anywhere in the reader
        logger.warning("Tiles of %s cannot be read: %r", service.name, error)
        return None


@lru_cache(maxsize=32)
def _reader(path: str, changed: int) -> Reader:
    with open(path, "rb") as file:
        return Reader(MmapSource(file))
