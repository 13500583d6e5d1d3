"""Import of 1,000 and of 10,000 initiatives with duplicate detection: time and memory.

`make bench-imports` founds a town in a throwaway database, checks and imports a file of each
size, and imports the larger once more, which then finds nothing to do. What counts are the
ratios and the peak of memory; seconds depend on the machine.
"""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

SIZES = tuple(map(int, sys.argv[1:])) or (1_000, 10_000)
MOST_MB = 300
MOST_RATIO = 1.5  # time for each row, large against small; 1 would be exactly linear
HEAD = "Name;Kurzbeschreibung;Kategorie;Breite;Länge;Website;Straße;PLZ;Ort;Beschreibung\n"


def rows_of(number: int, first: int = 0) -> bytes:
    """A file in which every tenth name comes again at another place."""
    lines = [HEAD]
    for each in range(first, first + number):
        lat, lon = 51.25 + each * 37 % 100 * 0.001, 6.78 + each // 100 % 100 * 0.001
        name = f"Initiative {each - each % 10 if each % 10 == 1 else each}"
        lines.append(
            f"{name};Wir treffen uns jede Woche, Nummer {each}.;reparieren;{lat:.4f};{lon:.4f};"
            f"https://initiative-{each}.example/;Musterstraße {each % 90};40878;Ratingen;"
            "Bei uns wird geschraubt, gelötet und gelacht. Kommen Sie vorbei.\n"
        )
    return "".join(lines).encode()


def main() -> int:
    folder = tempfile.mkdtemp()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/imports.sqlite3"
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    results = _measure()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (small, large) = (results[f"check {size}"] / size for size in SIZES)
    (slow, quick) = (results[f"import {size}"] / size for size in SIZES)
    summary = {
        **{name: round(seconds, 2) for name, seconds in results.items()},
        "check, each row, large / small": round(large / small, 2),
        "import, each row, large / small": round(quick / slow, 2),
        "peak memory MB": round(peak),
    }
    for name, value in summary.items():
        print(f"{name:34} {value}")
    file = Path("var/bench-imports.json")
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(summary, indent=1))
    is_fine = large / small <= MOST_RATIO and quick / slow <= MOST_RATIO and peak < MOST_MB
    return 0 if is_fine else 1


def _measure() -> dict[str, float]:
    from kommunen.lifecycle.founding import found_kommune
    from kommunen.models import Kommune
    from mitmachkarte.models import InitiativeImport
    from mitmachkarte.transfer.planning import Choices, plan_import
    from mitmachkarte.transfer.writing import carry_out

    results = {}
    for size, key in zip(SIZES, ("05158028", "05122000"), strict=True):
        host = f"stadt-{size}.example"
        found_kommune(name="Stadt", host=host, key=key, state=Kommune.State.LIVE)
        town = Kommune.objects.complete().get(site__hostname=host)
        content, choices = rows_of(size), Choices(confirm_outside=True)
        start = time.process_time()
        plan = plan_import(town, "a.csv", content, choices)
        results[f"check {size}"] = time.process_time() - start
        assert plan.counts["new"] == size, (plan.counts, plan.rows[0].message)
        source = InitiativeImport.objects.create(site=town.site, file_name="a.csv")
        start = time.process_time()
        carry_out(plan, source, town, None, lambda done, total: _say(done))
        results[f"import {size}"] = time.process_time() - start
        start = time.process_time()
        again = plan_import(town, "a.csv", content, choices)
        results[f"check {size} once more"] = time.process_time() - start
        assert again.counts["same"] == size, again.counts
    return results


def _say(done: int) -> None:
    if done % 1000 == 0:
        print(f"… {done}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
