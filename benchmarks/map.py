"""`make bench-map`: the map of 10,000 initiatives, bytes and CPU time as ratios in one run.

    python -m benchmarks.map [--entries 10000] [--rounds 15]

Works in a transaction that is rolled back. Fails if a promise of docs/performance.md is broken.
"""

import argparse
import gzip
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(REPO / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

MARKERS, GEOJSON = "/api/v1/markers.json", "/api/v1/initiatives.geojson"
PROMISES = {"bytes": 0.16, "cpu": 1.5, "unchanged": 1.2, "queries": 5}
KINDS = ("gaerten", "reparieren", "teilen", "lebensmittel", "mobilitaet")
WORDS = """Garten Werkstatt Rad Kleider Tausch Suppe Wiese Biene Strom Sonne Wasser Nachbarn Fest
Chor Holz Buch Kinder Schule Markt Brot Apfel Saft Laden Treff Quartier Bahn Fahrt Licht Baum"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map", description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()

    import django

    django.setup()
    from django.db import transaction

    from benchmarks import database

    database.prepare()
    with transaction.atomic():
        found = measured(arguments.entries, arguments.rounds)
        transaction.set_rollback(True)
    (REPO / "var" / "bench-map.json").write_text(json.dumps(found, indent=1))
    for name, value in found.items():
        promise = f"  promised: {PROMISES[name]}" if name in PROMISES else ""
        print(f"{name:>16} {value:>10}{promise}")
    missed = [name for name, most in PROMISES.items() if found[name] > most]
    print("Missed: " + ", ".join(missed) if missed else "All promises kept.")
    return 1 if missed else 0


def measured(entries: int, rounds: int) -> dict[str, float]:
    """All figures; `bytes`, `cpu` and `unchanged` are ratios."""
    from django.core.cache import cache
    from django.db import connection, reset_queries
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    from benchmarks import content, rivals

    town = fill(entries)
    client = Client(headers={"host": content.HOST})

    def get(path: str, **headers) -> bytes:
        answer = client.get(path, secure=True, headers=headers)
        if answer.status_code not in (200, 304):
            raise SystemExit(f"{path} answered {answer.status_code}.")
        return answer.content

    markers, geojson = (gzip.compress(get(path)) for path in (MARKERS, GEOJSON))
    reset_queries()  # only the last 9,000 are kept
    with CaptureQueriesContext(connection) as captured:
        get(MARKERS)
    fresh = turns({"ours": lambda: get(MARKERS), "rival": lambda: plain(town)}, rounds)
    with override_settings(KOMMUNEN_KEEP_PAGES_SECONDS=3600):
        cache.clear()
        rivals.answers["markers"] = get(MARKERS)
        etag = client.get(MARKERS, secure=True).headers["ETag"]
        kept = turns(
            {
                "unchanged": lambda: get(MARKERS, if_none_match=etag),
                "bare": lambda: get("/bare/markers/"),
            },
            rounds * 10,
        )
    return {
        "entries": entries,
        "markers gzip": len(markers),
        "GeoJSON gzip": len(geojson),
        "bytes": round(len(markers) / len(geojson), 3),
        "ours ms": round(fresh["ours"], 1),
        "cpu": round(fresh["ours"] / fresh["rival"], 2),
        "unchanged": round(kept["unchanged"] / kept["bare"], 2),
        "queries": len(captured),
    }


def plain(town) -> bytes:
    """The same rows as Django reads and orjson writes them."""
    import orjson

    from mitmachkarte.models import InitiativePage

    pages = InitiativePage.objects.in_town(town).visible()
    pages = pages.filter(is_everywhere=False, lat__isnull=False, lon__isnull=False).order_by()
    rows = pages.order_by("pk").values_list("pk", "lon", "lat")
    through = InitiativePage.categories.through.objects.filter(
        initiativepage__in=pages.values("pk")
    )
    kinds = dict(through.values_list("initiativepage", "category"))
    return orjson.dumps([(pk, float(lon), float(lat), kinds.get(pk)) for pk, lon, lat in rows])


def fill(entries: int):
    """The town with so many initiatives, all different, at random and always the same."""
    from wagtail.models import Page

    from benchmarks.content import the_town
    from mitmachkarte.models import InitiativePage
    from tests.factories.crowd import crowd
    from tests.factories.mitmachkarte import InitiativePageFactory

    town, chance, words = the_town(), random.Random(4), WORDS.split()
    InitiativePage.objects.in_town(town).update(live=False)
    for kind in KINDS:
        page = InitiativePageFactory(town=town, title=f"Viele {kind}", kinds=[kind])
        crowd(page, entries // len(KINDS) - 1)
    pages = list(InitiativePage.objects.in_town(town).live())
    for page in pages:
        some = chance.choices(words, k=14)
        page.title = f"{' '.join(some[:3])} {page.pk}"
        page.slug = f"{'-'.join(some[:3]).lower()}-{page.pk}"
        page.summary = " ".join(some[3:])
        page.lat = f"{51.24 + 0.13 * chance.random():.7f}"
        page.lon = f"{6.75 + 0.2 * chance.random():.7f}"
    InitiativePage.objects.bulk_update(pages, ["summary", "lat", "lon"], batch_size=200)
    Page.objects.bulk_update(pages, ["title", "slug"], batch_size=200)
    return town


def turns(runs: dict[str, Callable], rounds: int) -> dict[str, float]:
    """Median CPU time of each in milliseconds; they take turns."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 2):
        for name, run in runs.items():
            start = time.process_time_ns()
            run()
            if number >= 2:
                times[name].append((time.process_time_ns() - start) / 1e6)
    return {name: statistics.median(each) for name, each in times.items()}


if __name__ == "__main__":
    sys.exit(main())
