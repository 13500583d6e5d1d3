"""How many messages one connection may send in an hour, over all processes and towns.

No address is stored: only its keyed hash, whose key is the day's salt together with
SECRET_KEY. The salt is deleted when the day is over, so yesterday's hashes mean nothing.
"""

import hashlib
import hmac
import logging
import secrets
from datetime import date, datetime, time, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from .models import Attempt, DailySalt

LIMIT = 10  # messages within WINDOW: a family or a library shares one address
WINDOW = timedelta(hours=1)

logger = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """The visitor's network: an IPv4 address, or the /64 of an IPv6 address; "" if unknown.

    Only REMOTE_ADDR is believed; the ready site's middleware puts the visitor there. A host
    project without one names the header of its own proxy in INBOX_CLIENT_ADDRESS_HEADER. Of a
    list the last entry counts, which that proxy added itself.
    """
    header = getattr(settings, "INBOX_CLIENT_ADDRESS_HEADER", None)
    text = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text.rpartition(",")[2].strip())
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ip_network((address.packed[:8] + bytes(8), 64)))


def digest_of(address: str, day: date) -> str:
    """Hash of an address, comparable within one day only."""
    key = f"{_salt(day)}{settings.SECRET_KEY}".encode()
    return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()


def _salt(day: date) -> str:
    salt, is_new = DailySalt.objects.get_or_create(
        day=day, defaults={"value": secrets.token_hex(32)}
    )
    if is_new:
        _forget_before(day)
    return salt.value


def admit(request: HttpRequest, site: Site, at: datetime) -> None:
    """Count one sending, or refuse it.

    The row is written before counting, so that two processes cannot both take the last place.

    Raises:
        ValidationError: code "rate"; the sentence says when sending is possible again.
    """
    address = client_address(request)
    digest = digest_of(address, timezone.localdate(at))
    own = Attempt.objects.create(site=site, digest=digest, at=at)
    recent = Attempt.objects.filter(digest=digest, at__gt=at - WINDOW).order_by("at")
    times = list(recent.values_list("at", flat=True))
    if len(times) <= LIMIT:
        return
    own.delete()
    _warn_if_all_share(address)
    raise ValidationError(
        _(
            "%(limit)s messages have come from your internet connection within one hour. "
            "Your text is still here. Please send it again after %(time)s."
        ),
        code="rate",
        params={"limit": LIMIT, "time": time_format(timezone.localtime(times[0] + WINDOW))},
    )


def _warn_if_all_share(address: str) -> None:
    if not address or ip_address(address.partition("/")[0]).is_private:
        logger.warning(
            "The limit was reached by a private address: does a proxy hide all visitors behind its "
            "own? Then TRUSTED_PROXIES is wrong, or INBOX_CLIENT_ADDRESS_HEADER is missing."
        )


def forget(at: datetime) -> int:
    """Delete salts and attempts of the days before `at`; return how many rows."""
    return _forget_before(timezone.localdate(at))


def _forget_before(day: date) -> int:
    salts, _models = DailySalt.objects.filter(day__lt=day).delete()
    midnight = datetime.combine(day, time.min, timezone.get_current_timezone())
    attempts, _models = Attempt.objects.filter(at__lt=midnight).delete()
    return salts + attempts
