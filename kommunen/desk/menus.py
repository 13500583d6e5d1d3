"""The admin's menus without entries that a member of a town could not open."""

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.admin.menu import MenuItem

from kommunen.desk.access import is_open_to_members
from kommunen.tenancy import is_bound


def hide_closed_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's hook for its reports and settings menus: drop in place what would answer 404."""
    if is_bound(request.user):
        items[:] = [item for item in items if _is_open(request, item.url)]


def _is_open(request: HttpRequest, url: str) -> bool:
    try:
        return is_open_to_members(request, resolve(url.split("?")[0]))
    except Resolver404:
        return False
