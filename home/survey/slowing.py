"""Double answers are slowed down, not found out: for minutes, in memory, by a keyed hash.

Whoever answers again later, or from another network, is not stopped. To stop them one would have
to know them.
"""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from kommunen.clients import client_address

MOST = 5  # answers to one survey from one network within WINDOW_S: a family, a library
WINDOW_S = 600


def refusal(request: HttpRequest, page) -> str:
    """Count one answer; a sentence if it is one too many for now, else an empty text."""
    key = _name(f"{page.pk} {client_address(request)}")
    cache.add(key, 0, WINDOW_S)
    try:
        count = cache.incr(key)
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
    return cache.add(_name(token), True, WINDOW_S)


def _name(what: str) -> str:
    key = f"{settings.SECRET_KEY} {timezone.localdate()}".encode()
    return "survey:" + hmac.new(key, what.encode(), hashlib.sha256).hexdigest()
