"""How often one network may try one account, at every door with a password, over all processes.

What is kept of a failed attempt is a keyed hash, for `WINDOW`. Only the same name from the same
network is held up: whoever attacks an account locks out neither its owner nor a town hall.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kommunen.clients import client_address
from kommunen.models import SignInAttempt

LIMIT = 10  # attempts within WINDOW: somebody who looks for the right one of three passwords
WINDOW = timedelta(minutes=15)


class ThrottleBackend:
    """Stands before the backend that knows passwords, and never knows anybody itself.

    When the limit is reached it notes on the request until when (`sign_in_closed_until`).
    """

    def authenticate(self, request: HttpRequest | None, username: str | None = None, **_) -> None:
        if request is None or username is None:
            return
        now = timezone.now()
        # Written before counting, so that two processes cannot both take the last attempt.
        own = SignInAttempt.objects.create(digest=_digest(request, username), at=now)
        times = list(
            SignInAttempt.objects.filter(digest=own.digest, at__gt=now - WINDOW)
            .order_by("at")
            .values_list("at", flat=True)
        )
        if len(times) > LIMIT:
            own.delete()
            request.sign_in_closed_until = times[0] + WINDOW
            raise PermissionDenied("Too many attempts.")


def forgive(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Whoever has signed in begins to count anew."""
    SignInAttempt.objects.filter(digest=_digest(request, user.get_username())).delete()


def forget(at: datetime) -> int:
    """Delete what no longer counts at the moment `at`; return how many rows."""
    gone, _models = SignInAttempt.objects.filter(at__lte=at - WINDOW).delete()
    return gone


def _digest(request: HttpRequest, username: str) -> str:
    text = f"{username.strip().lower()}\n{client_address(request)}"
    return salted_hmac("kommunen.people.throttle", text, algorithm="sha256").hexdigest()
