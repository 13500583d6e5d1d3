"""`make bench`: fill a database once, measure, print a table, write var/bench.json."""

import argparse
import os
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(REPO / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=150, help="requests for each page")
    parser.add_argument("--fresh", action="store_true", help="fill the database anew")
    arguments = parser.parse_args()

    import django

    django.setup()
    from benchmarks import database, measure, report

    database.prepare(fresh=arguments.fresh)
    results = measure.all_pages(arguments.rounds)
    report.write(results, REPO / "var" / "bench.json")
    print(report.table(results))
    missed = report.missed(results)
    for sentence in missed:
        print(sentence)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
