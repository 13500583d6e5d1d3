"""Reports for the members of a town, in place of Wagtail's, which speak of all towns."""

from .menu import REPORTS, reports_urls

__all__ = ["REPORTS", "reports_urls"]
