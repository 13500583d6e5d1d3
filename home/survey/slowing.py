"""Double answers are slowed down, not found out: for minutes, in this process's memory alone.

Not in the site's cache, which may be a folder or a server that writes down moments and keeps them.
The key of the hashes is drawn when the process starts and known to nobody. Each process counts
for itself, and whoever answers again later or from another network is not stopped: to stop them
one would have to know them.
"""

import hashlib
import hmac
import secrets

from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kommunen.clients import client_address

MOST = 5  # answers to one survey from one network within WINDOW_S: a family, a library
WINDOW_S = 600

memory = LocMemCache("surveys", {"OPTIONS": {"MAX_ENTRIES": 10_000}})
_key = secrets.token_bytes(32)


def refusal(request: HttpRequest, page) -> str:
    """Count one answer; a sentence if it is one too many for now, else an empty text."""
    name = _name(f"{page.pk} {client_address(request)}")
    memory.add(name, 0, WINDOW_S)
    try:
        count = memory.incr(name)
    except ValueError:  # it ran out in between
        count = 1
    if count <= MOST:
        return ""
    return _(
        "Many answers have come from your network just now. Your answers are still here. "
        "Please send them once more in ten minutes."
    )


def is_new(token: str) -> bool:
    """False for a form that was sent twice, by a second press of the button."""
    return memory.add(_name(token), True, WINDOW_S)


def _name(what: str) -> str:
    return hmac.new(_key, what.encode(), hashlib.sha256).hexdigest()
