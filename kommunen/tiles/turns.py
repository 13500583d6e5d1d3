"""How many tiles are fetched at once and in a minute, so that tiles never take every thread.

Counted in the cache for all services together, as it is our own threads that are few. Where the
cache counts roughly (a folder), so do we.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import time

from django.core.cache import cache

AT_ONCE = 3  # of the 4 threads of the smallest server
A_MINUTE = 600  # a wide window shows about 40
SLOT_S = 10  # a fetch takes 5 at most; the slot of a worker that died comes back


@contextmanager
def a_turn() -> Iterator[bool]:
    """Whether one more may be fetched now. Nobody waits for a turn."""
    slot = next((slot for slot in _slots() if cache.add(slot, True, SLOT_S)), None)
    try:
        yield slot is not None and _counted() <= A_MINUTE
    finally:
        if slot:
            cache.delete(slot)


def _slots() -> Iterator[str]:
    return (f"tiles-slot:{number}" for number in range(AT_ONCE))


def _counted() -> int:
    key = f"tiles-minute:{int(time() // 60)}"
    cache.add(key, 0, 120)
    try:
        return cache.incr(key)
    except ValueError:  # thrown out in between
        return 1
