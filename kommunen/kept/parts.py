"""Parts of a page kept until something changes in its town, for whoever gets no kept page.

An editor who is signed in, a visitor who came with a filter or with a stranger's parameter in the
address: their page is made for them, but what every reader sees alike need not be.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page

from kommunen.kept.tenants import seconds
from kommunen.models import Kommune

Part = TypeVar("Part")


def _is_something(part: object) -> bool:
    return part is not None


def kept_part(
    request: HttpRequest,
    name: str,
    make: Callable[[], Part],
    worth_keeping: Callable[[Part], bool] = _is_something,
) -> Part:
    """What `make` returns, from now on and for all who ask this host.

    Args:
        name: What it is, unique in the town; a part of a page names the page.
        make: Returns what may be pickled and depends on nothing but the town, its host and the
            minute; not on who asks, with which filters, or from which page.
        worth_keeping: Whether to keep what was made; without it all but None.
    """
    if not _may_keep(request):
        return make()
    return _kept(_key(request, name), make, worth_keeping)


def kept_of_town(kommune: Kommune, name: str, make: Callable[[], Part]) -> Part:
    """What `make` returns, from now on and for whoever asks: nothing but public facts of the town.

    Args:
        name: What it is, unique in the town.
        make: As for `kept_part`, but it does not depend on the host either.
    """
    if not seconds():
        return make()
    return _kept(_hashed(kommune.pk, kommune.changed_at.isoformat(), name), make, _is_something)


def _kept(key: str, make: Callable[[], Part], worth_keeping: Callable[[Part], bool]) -> Part:
    part = cache.get(key)
    if part is None:
        part = make()
        if worth_keeping(part):
            cache.set(key, part, seconds())
    return part


def part_of(page: Page, name: str) -> str:
    """The name of a part of this page."""
    return f"{page.pk}:{name}"


def _key(request: HttpRequest, name: str) -> str:
    kommune = request.kommune
    moment = kommune.changed_at.isoformat()
    return _hashed(kommune.pk, moment, request.scheme, request.get_host(), name)


def _hashed(*parts: object) -> str:
    """Not every cache takes a key of any length and sign."""
    return "kept-part:" + sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _may_keep(request: HttpRequest) -> bool:
    kommune = getattr(request, "kommune", None)
    return (
        bool(seconds())
        and kommune is not None
        and not kommune.has_private_pages
        and not getattr(request, "is_preview", False)
    )
