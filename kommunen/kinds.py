"""The kinds of engagement a request shows: looked up once, whichever block asks first."""

from collections.abc import Iterable

from django.http import HttpRequest

from kommunen.models import Category
from kommunen.tenancy import kommune_for


def kinds_of(request: HttpRequest) -> list[Category]:
    """The categories that the asked town shows, in order. One query for each request."""
    if not hasattr(request, "_kommunen_kinds"):
        remember_kinds(request, Category.objects.visible_to(kommune_for(request)))
    return request._kommunen_kinds


def remember_kinds(request: HttpRequest, kinds: Iterable[Category]) -> None:
    """Spare the others a query who has looked them up together with more."""
    request._kommunen_kinds = list(kinds)
