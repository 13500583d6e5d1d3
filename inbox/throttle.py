"""How many messages one connection may send in an hour, over all processes and towns.

No address is stored: only its keyed hash, whose key is the day's salt together with
SECRET_KEY. The salt is deleted when the day is over, so yesterday's hashes mean nothing.
"""

import hashlib
import hmac
import logging
import secrets
from datetime import date, datetime, time, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from kommunen.clients import client_address

from .models import Attempt, DailySalt

LIMIT = 10  # messages within WINDOW: a family or a library shares one address
LIMIT_WITHOUT_ARITHMETIC = 3  # where the town asks browsers for it (`inbox.arithmetic`)
WINDOW = timedelta(hours=1)
MAILS_A_DAY = 5  # to one address that a visitor typed: enough for mistakes, too few for a flood

logger = logging.getLogger(__name__)


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


def admit(request: HttpRequest, site: Site, at: datetime, limit: int = LIMIT) -> None:
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
    if len(times) <= limit:
        return
    own.delete()
    _warn_if_all_share(address)
    free_at = timezone.localtime(times[-limit - 1] + WINDOW)
    raise ValidationError(
        _(
            "%(limit)s messages have come from your internet connection within one hour. "
            "Your text is still here. Please send it again after %(time)s."
        ),
        code="rate",
        params={"limit": limit, "time": time_format(free_at)},
    )


def admit_addressee(site: Site, email: str, at: datetime) -> None:
    """Count a mail that a visitor makes us send to an address, or refuse it.

    Only its hash of the day is kept, over all towns.

    Raises:
        ValidationError: code "flood".
    """
    digest = digest_of(f"mail to {email.casefold()}", timezone.localdate(at))
    if Attempt.objects.filter(digest=digest).count() >= MAILS_A_DAY:
        raise ValidationError(
            _(
                "Several mails went to this address today already. Look for them, also among "
                "unwanted mail. Tomorrow you can try again."
            ),
            code="flood",
        )
    Attempt.objects.create(site=site, digest=digest, at=at)


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
