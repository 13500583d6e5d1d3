"""The figures as a table for people and as JSON for machines, and what we promised."""

import json
import platform
from pathlib import Path

import django
import wagtail

from benchmarks.measure import MIX, Result

MOST_QUERIES = {"/": 10, "/termintipps/": 8, "/api/v1/initiatives.geojson": 5}
MOST_TIMES_PLAIN = 2.5
COLUMNS = (
    "page",
    "queries",
    "CPU ms",
    "bytes",
    "gzip",
    "× bare view",
    "× plain template",
    "kept: CPU ms",
    "× bare view",
    "× plain template",
)


def table(results: list[Result]) -> str:
    rows = [
        (
            each.name,
            str(each.queries),
            f"{each.cpu_ms:.1f}",
            f"{each.bytes_raw:,}",
            f"{each.bytes_gzip:,}",
            f"{each.to_bare_view:.1f}",
            _number(each.to_plain_template),
            _number(each.kept_cpu_ms),
            _number(each.kept_to_bare_view),
            _number(each.kept_to_plain_template),
        )
        for each in results
    ]
    widths = [max(map(len, column)) for column in zip(COLUMNS, *rows, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (COLUMNS, *rows)
    ]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


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
        most = MOST_QUERIES.get(each.path)
        if most is not None and each.queries > most:
            sentences.append(f"{each.name}: {each.queries} queries, {most} were promised.")
        if each.name == MIX and each.kept_to_plain_template > MOST_TIMES_PLAIN:
            sentences.append(
                f"{each.name}, kept: {each.kept_to_plain_template} times the plain template, "
                f"{MOST_TIMES_PLAIN} were promised."
            )
    return sentences
