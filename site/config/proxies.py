"""The visitor's address behind our own proxies, for the spam guards which count by address."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse


class ClientAddressMiddleware:
    """Put the visitor's address where Django has the nearest proxy's: into `REMOTE_ADDR`.

    Each proxy appends the address it was called from to `X-Forwarded-For`. So the last
    `TRUSTED_PROXIES` entries were written by ours, and what stands before them anybody may
    have made up. The first of ours is the visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        if not settings.TRUSTED_PROXIES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.proxies: int = settings.TRUSTED_PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        addresses = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(addresses) >= self.proxies and (visitor := addresses[-self.proxies].strip()):
            request.META["REMOTE_ADDR"] = visitor
        return self.get_response(request)
