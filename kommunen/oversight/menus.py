"""The operator's menu without Wagtail's lists of thousands, for which there is a better one."""

from django.conf import settings
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

REPLACED = frozenset({"sites", "collections", "groups"})
"""A tenant is its site, its collection and its groups; they are never changed apart."""


def hide_replaced_items(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's hook for its settings menu. A host project has sites of its own and keeps them."""
    if getattr(settings, "KOMMUNEN_ONLY_TENANT_HOSTS", False):
        items[:] = [item for item in items if item.name not in REPLACED]
