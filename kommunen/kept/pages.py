"""Whole pages kept for visitors, until anything changes that the town's pages may show.

The key holds the moment of the town's last change, which comes with the tenant and so is read
*before* a page is made: what changes meanwhile makes the kept page unreachable at once. What no
signal tells (rows written in bulk, a new day) shows after `KOMMUNEN_KEEP_PAGES_SECONDS` at most.
"""

from collections.abc import Callable
from hashlib import sha256
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from kommunen.kept.tenants import seconds


class KeptPagesMiddleware:
    """Answers visitors from kept pages; stands below `TenantMiddleware`, above the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not seconds() or not _is_visit(request):
            return self.get_response(request)
        key = _key(request)
        if kept := cache.get(key):
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if _may_be_kept(request, response):
            cache.set(key, (response.content, dict(response.headers)), seconds())
        return response


def kept_answer(request: HttpRequest, make: Callable[[], bytes], content_type: str) -> HttpResponse:
    """Data that only what the town's pages show can change: 304, kept bytes, or made anew.

    For answers that are the same for everybody. What a filter narrows is not kept, but has an
    ETag all the same.
    """
    if not seconds() or request.META.get("QUERY_STRING"):
        content = make()
        etag = f'"{sha256(content).hexdigest()[:32]}"'
        made = HttpResponse(content, content_type, headers={"ETag": etag})
        return get_conditional_response(request, etag=etag, response=made)
    key = f"{_key(request)}:{int(time() // seconds())}"  # bulk writes show when the time is over
    etag = f'"{key[-75:]}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    content = cache.get(key)
    if content is None:
        content = make()
        cache.set(key, content, seconds())
    return HttpResponse(content, content_type, headers={"ETag": etag})


def _is_visit(request: HttpRequest) -> bool:
    """A page asked for by somebody who is not signed in, without filters."""
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and getattr(request, "kommune", None) is not None
        and not request.kommune.has_private_pages
        and not getattr(request, "is_preview", False)
    )


def _key(request: HttpRequest) -> str:
    kommune = request.kommune
    parts = (kommune.pk, kommune.changed_at.isoformat(), request.build_absolute_uri())
    return "kept-page:" + sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    return (
        match is not None
        and match.view_name == "wagtail_serve"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Vary")
        and not response.has_header("Cache-Control")
        and response.headers.get("Content-Type", "").startswith("text/html")
    )
