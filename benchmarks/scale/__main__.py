"""`make bench-scale`: build the databases, measure in turns, print the table, hold the promise."""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
SIZES = (10, 400, 11_000)
MOST_TIMES = 1.3  # at the largest size, of the time at the smallest


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--passes", type=int, default=5, help="visits to each database")
    parser.add_argument("--rounds", type=int, default=15, help="requests for each view and visit")
    parser.add_argument("--keep", action="store_true", help="measure the databases that are there")
    parser.add_argument("step", nargs="?", choices=("all", "fill", "measure"), default="all")
    parser.add_argument("--towns", type=int, help="for the step fill")
    arguments = parser.parse_args()
    if arguments.step != "all":
        _step(arguments)
        return 0

    for size in () if arguments.keep else arguments.sizes:
        print(f"building {size:,} tenants …", flush=True)
        _create(size)
        _run("fill", size, "--towns", str(size))
    visits: dict[int, list[dict]] = {size: [] for size in arguments.sizes}
    for number in range(arguments.passes):
        print(f"visit {number + 1} of {arguments.passes} …", flush=True)
        for size in arguments.sizes:
            visits[size].append(
                json.loads(_run("measure", size, "--rounds", str(arguments.rounds)))
            )
    return _report({size: _medians(each) for size, each in visits.items()})


def _step(arguments: argparse.Namespace) -> None:
    sys.path[:0] = [str(REPO / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from benchmarks.scale import content, measure

    if arguments.step == "fill":
        content.fill(arguments.towns)
    else:
        measure.main(arguments.rounds)


def _create(size: int) -> None:
    import psycopg

    from_url = os.environ["DATABASE_URL"].replace("%2F", "/")
    host = from_url.split("@")[1].removesuffix("/postgres")
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS tenants_{size}")
        server.execute(f"CREATE DATABASE tenants_{size} ENCODING 'UTF8' TEMPLATE template0")


def _run(step: str, size: int, *options: str) -> str:
    url = os.environ["DATABASE_URL"].removesuffix("/postgres") + f"/tenants_{size}"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", step, *options],
        env={**os.environ, "DATABASE_URL": url},
        cwd=REPO,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _medians(visits: list[dict]) -> dict:
    return {
        name: {
            "queries": first["queries"],
            "cpu_ms": statistics.median(each[name]["cpu_ms"] for each in visits),
        }
        for name, first in visits[0].items()
    }


def _report(results: dict[int, dict]) -> int:
    sizes = sorted(results)
    smallest, largest = results[sizes[0]], results[sizes[-1]]
    heads = [f"{size:,}: queries, CPU ms" for size in sizes]
    print("| view | " + " | ".join(heads) + " | largest ÷ smallest |")
    print("|---|" + "--:|" * (len(sizes) + 1))
    missed = []
    for name in smallest:
        cells = [f"{results[s][name]['queries']}, {results[s][name]['cpu_ms']:.1f}" for s in sizes]
        times = largest[name]["cpu_ms"] / smallest[name]["cpu_ms"]
        print(f"| {name} | " + " | ".join(cells) + f" | {times:.2f} |")
        if len({results[size][name]["queries"] for size in sizes}) > 1:
            missed.append(f"{name}: the number of queries depends on the number of tenants.")
        if times > MOST_TIMES:
            missed.append(f"{name}: {times:.2f} times its time, {MOST_TIMES} are allowed.")
    (REPO / "var" / "bench-scale.json").write_text(json.dumps(results, indent=1))
    for sentence in missed:
        print(sentence)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
