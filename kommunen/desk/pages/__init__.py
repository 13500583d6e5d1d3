"""Wagtail's views of pages, with lists of people and groups narrowed to the town's."""

from .filters import TenantPageFilterSet
from .viewset import TenantPageViewSet

__all__ = ["TenantPageFilterSet", "TenantPageViewSet"]
