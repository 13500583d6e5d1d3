"""A calendar from a foreign address."""

from kommunen.fetching import Fetched, Limits, fetch
from termintipps.calendars.limits import MAX_BYTES

ACCEPT = "text/calendar, text/plain;q=0.5, */*;q=0.1"
LIMITS = Limits(max_bytes=MAX_BYTES)


def fetch_calendar(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
    """Args: url: `webcal:` is a word for `https:`.

    Raises:
        FetchError: with one sentence for people.
    """
    scheme, separator, rest = url.partition("://")
    if scheme.casefold() == "webcal":
        url = f"https{separator}{rest}"
    return fetch(url, accept=ACCEPT, etag=etag, last_modified=last_modified, limits=LIMITS)
