"""Which reports there are, in the order of the menu, and where they stand."""

from django.urls import URLPattern, include, path

from .base import TownReport
from .pages import AgeingPagesReport, LockedPagesReport, PageKindsReport
from .waiting import WaitingReport

REPORTS: list[type[TownReport]] = [
    WaitingReport,
    AgeingPagesReport,
    LockedPagesReport,
    PageKindsReport,
]


def reports_urls() -> list[URLPattern]:
    """Wagtail's hook for addresses below its admin."""
    patterns = []
    for report in REPORTS:
        name = report.view_name
        patterns += [
            path(f"{name}/", report.as_view(), name=name),
            path(f"{name}/results/", report.as_view(results_only=True), name=f"{name}_results"),
        ]
    return [path("town-reports/", include((patterns, "kommunen_reports")))]
