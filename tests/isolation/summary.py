"""Prints how many cases were asked, and what was left out, at the end of a run.

Each test of the matrix hands its counts on as a property of its report, so the figures also come
together when several processes share the work.
"""

from collections import Counter

PROPERTY = "isolation"


def pytest_terminal_summary(terminalreporter) -> None:
    """Hook of pytest; tests/conftest.py takes it over."""
    counts = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for name, value in report.user_properties:
                    if name == PROPERTY:
                        counts.update(value)
    if counts:
        terminalreporter.section("isolation")
        for name, number in sorted(counts.items()):
            terminalreporter.write_line(f"{number:>8,}  {name}")
