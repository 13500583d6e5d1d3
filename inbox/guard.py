"""What stands before a public form instead of a session: a signed token and the Origin check.

A token fits one host, one purpose and one target, is good from 3 seconds to 24 hours after
it was issued, and leaves no trace on the server.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from urllib.parse import urlsplit

from django.core import signing
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

MIN_AGE_S = 3  # nobody reads and fills a form quicker
MAX_AGE_S = 24 * 60 * 60
MAX_BODY = 15 * 1024 * 1024  # bytes; a picture of 10 MB and the words around it


@dataclass(frozen=True, slots=True)
class Binding:
    """What a token is good for."""

    host: str  # with the port, as the browser names it
    purpose: str  # e.g. "message"
    target: str  # e.g. "initiative:12"

    def issue(self, at: datetime) -> str:
        """A token for one display of the form; no two are alike."""
        return self._signer.sign_object([int(at.timestamp()), secrets.token_urlsafe(9)])

    def check(self, token: str, at: datetime) -> None:
        """Let a token pass that was issued for this binding and has the right age.

        Raises:
            ValidationError: code "forged", "fast" or "expired", with a sentence for the visitor.
        """
        try:
            issued_at, _nonce = self._signer.unsign_object(token)
        except (signing.BadSignature, ValueError) as error:
            raise ValidationError(
                _(
                    "The form no longer fits this page. "
                    "Your text is still here. Please send it once more."
                ),
                code="forged",
            ) from error
        age_s = at.timestamp() - issued_at
        if age_s < MIN_AGE_S:
            raise ValidationError(
                _(
                    "That was quicker than anyone can write, so we held the message back. "
                    "Your text is still here. Please send it once more."
                ),
                code="fast",
            )
        if age_s > MAX_AGE_S:
            raise ValidationError(
                _(
                    "The form has been open for more than 24 hours. "
                    "Your text is still here. Please send it once more."
                ),
                code="expired",
            )

    @property
    def _signer(self) -> signing.Signer:
        return signing.Signer(salt=f"inbox.guard {self.host} {self.purpose} {self.target}")


def check_origin(request: HttpRequest) -> None:
    """Let only forms pass that the browser says were sent from a page of the same host.

    `Origin` decides; where the browser hides it, `Referer`, else `Sec-Fetch-Site`.

    Raises:
        ValidationError: code "origin", with a sentence for the visitor.
    """
    origin = request.headers.get("Origin", "null")
    source = origin if origin != "null" else request.headers.get("Referer", "")
    if source:
        is_ours = _host_of(source) == request.get_host().lower()
    else:
        is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not is_ours:
        raise ValidationError(
            _(
                "Your browser did not say that the form was sent from this page. "
                "Your text is still here. Open the page in a window of its own, not inside "
                "another page, and send it from there."
            ),
            code="origin",
        )


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:  # e.g. "http://[": no address at all
        return ""


def _says_it_is_too_big(request: HttpRequest) -> bool:
    """Files have no limit in Django: 200 MB would be written to disk before anybody looks."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > MAX_BODY


def guarded_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view fit for a `GuardedForm`: no cookie, no shared cache, no trace in error mails.

    It is exempt from Django's CSRF check because there is no session to ride on and visitors get
    no cookie; token and Origin check of the form stand in. It runs outside a transaction, so
    that a mail is written down for good before it is sent.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            if _says_it_is_too_big(request):
                raise RequestDataTooBig
            request.POST  # noqa: B018  read now: what is too big fails here
        except (RequestDataTooBig, TooManyFieldsSent):
            response = render(request, "inbox/too_big.html", status=413)
        else:
            response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    for decorate in (
        sensitive_post_parameters(),
        cache_control(private=True, max_age=0),
        require_http_methods(["GET", "HEAD", "POST"]),
        transaction.non_atomic_requests,
        csrf_exempt,
    ):
        guarded = decorate(guarded)
    return guarded
