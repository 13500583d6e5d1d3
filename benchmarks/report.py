"""The figures as a table for people and as JSON for machines, and what we promised."""

import json
import platform
from pathlib import Path

import django
import wagtail

from benchmarks.measure import KEPT, MADE, MIX, PARTS, Result

MOST_QUERIES = {"/": 10, "/termintipps/": 8, "/api/v1/initiatives.geojson": 5}
MOST_QUERIES_OF_THE_MIX = 10
MOST_TIMES_PLAIN = {PARTS: 2.5, KEPT: 1.0}
COLUMNS = (
    "page",
    "bytes",
    "gzip",
    "way",
    "queries",
    "CPU ms",
    "× bare view",
    "× plain template",
)
WORDS = {0, 3}  # columns that stand on the left


def table(results: list[Result]) -> str:
    rows = [
        (
            each.name if way == MADE else "",
            f"{each.bytes_raw:,}" if way == MADE else "",
            f"{each.bytes_gzip:,}" if way == MADE else "",
            way,
            str(cost.queries),
            f"{cost.cpu_ms:.1f}",
            f"{cost.to_bare_view:.1f}",
            "–" if cost.to_plain_template is None else f"{cost.to_plain_template:.2f}",
        )
        for each in results
        for way, cost in each.costs.items()
    ]
    widths = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place in WORDS else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (COLUMNS, *rows)
    ]
    return "\n".join(lines)


def write(results: list[Result], file: Path) -> None:
    about = {
        "python": platform.python_version(),
        "django": django.get_version(),
        "wagtail": wagtail.__version__,
        "pages": [each.as_dict() for each in results],
    }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", "utf-8")


def missed(results: list[Result]) -> list[str]:
    """Sentences about promises that this run did not keep."""
    sentences = []
    for each in results:
        most = MOST_QUERIES_OF_THE_MIX if each.name == MIX else MOST_QUERIES.get(each.path)
        queries = each.costs[MADE].queries
        if most is not None and queries > most:
            sentences.append(f"{each.name}: {queries} queries, {most} were promised.")
        for way, times in MOST_TIMES_PLAIN.items() if each.name == MIX else ():
            found = each.costs[way].to_plain_template
            if found > times:
                sentences.append(
                    f"{each.name}, {way}: {found} times the plain template, {times} were promised."
                )
    return sentences
