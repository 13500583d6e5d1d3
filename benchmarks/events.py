"""Lists, months and calendar files of 300, 3,000 and 10,000 events, half of them weekly series.

`make bench-events` fills a throwaway database with three towns and asks each the same questions,
in turns; the answers are of the same size in each. Rows are then measured against expanding the
rules with dateutil, as a calendar without rows does for each request. Ratios count, milliseconds
do not. Memory is that of streaming a file of 1,000 events.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

SIZES = tuple(map(int, sys.argv[1:])) or (300, 3_000, 10_000)
ROUNDS = 15
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OF_A_KIND = 20  # events that the filter finds, in each town
MOST_QUERIES = 8
MOST_RATIO = 1.2  # 3,000 events against 300
LEAST_FIRST = 200  # times faster than dateutil
MOST_MB = 60


def main() -> int:
    folder = tempfile.mkdtemp()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/events.sqlite3"
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    hosts = {size: _town(size) for size in SIZES}
    pages, is_fine = _ask(hosts)
    rows = _against_dateutil(hosts[SIZES[min(1, len(SIZES) - 1)]])
    peak = _memory()
    _print(pages, rows, peak)
    Path("var").mkdir(exist_ok=True)
    summary = {"pages": pages, "rows": rows, "peak memory MB": peak}
    Path("var/bench-events.json").write_text(json.dumps(summary, indent=1))
    is_quick = rows["first 50"] >= LEAST_FIRST
    return 0 if is_fine and is_quick and peak < MOST_MB else 1


def _town(size: int) -> str:
    """A town with as many events; `OF_A_KIND` of them are of one kind."""
    from django.utils import timezone

    from kommunen.lifecycle.founding import found_kommune
    from kommunen.models import Category, Kommune
    from tests.factories.crowd import crowd
    from tests.factories.termintipps import event

    host = f"stadt-{size}.example"
    found_kommune(name="Stadt", host=host, state=Kommune.State.LIVE)
    town = Kommune.objects.serving(host).get()
    kinds = {each.slug: each for each in Category.objects.filter(site=None)}
    first, groups = timezone.localdate() + timedelta(days=1), 7
    for each in range(groups):
        day = first + timedelta(days=each)
        facts = {"start_date": day, "categories": [kinds["teilen"]]}
        single = event(town, f"Tausch {each}", **facts)
        series = event(
            town, f"Werkstatt {each}", rrule=f"FREQ=WEEKLY;BYDAY={CODES[day.weekday()]}", **facts
        )
        for page in (single, series):
            crowd(page, (size - OF_A_KIND) // (2 * groups) - 1)
    for each in range(OF_A_KIND):
        day = first + timedelta(days=each)
        rule = f"FREQ=WEEKLY;BYDAY={CODES[day.weekday()]}" if each % 2 else ""
        kind = [kinds["reparieren"]]
        event(town, f"Reparieren {each}", start_date=day, rrule=rule, categories=kind)
    return host


def _ask(hosts: dict[int, str]) -> tuple[dict, bool]:
    """CPU milliseconds, queries and bytes of each page at each size."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test import RequestFactory, override_settings
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    handler, today = WSGIHandler(), timezone.localdate()
    month = f"from={today + timedelta(days=30)}"
    paths = {
        "list of 30 days": f"/termintipps/?from={today}&to={today + timedelta(days=30)}",
        "month": f"/termintipps/?view=month&{month}",
        "month of a kind": f"/termintipps/?view=month&category=reparieren&{month}",
        "calendar of a kind": "/termintipps/kalender.ics?category=reparieren",
    }

    def visit(host: str, path: str) -> int:
        request = RequestFactory(headers={"host": host}).get(path)
        response = handler.get_response(request)
        if response.status_code != 200:
            raise SystemExit(f"{host}{path}: {response.status_code}")
        size = len(response.getvalue())
        response.close()
        return size

    found, is_fine = {}, True
    with override_settings(ALLOWED_HOSTS=["*"], KOMMUNEN_KEEP_PAGES_SECONDS=0):
        for name, path in paths.items():
            times: dict[int, list[float]] = {size: [] for size in hosts}
            sizes, queries = {}, {}
            for number in range(ROUNDS + 2):
                for size, host in hosts.items():
                    with CaptureQueriesContext(connection) as captured:
                        start = time.process_time()
                        sizes[size] = visit(host, path)
                        spent = time.process_time() - start
                    queries[size] = len(captured)
                    if number > 1:
                        times[size].append(spent)
            ms = {size: 1000 * statistics.median(each) for size, each in times.items()}
            ratio = ms[SIZES[min(1, len(SIZES) - 1)]] / ms[SIZES[0]]
            found[name] = {
                "queries": queries,
                "ms": {size: round(each, 1) for size, each in ms.items()},
                "bytes": sizes,
                "second / first": round(ratio, 2),
            }
            same = len(set(queries.values())) == 1 and max(queries.values()) <= MOST_QUERIES
            is_fine = is_fine and same and ratio <= MOST_RATIO
    return found, is_fine


def _against_dateutil(host: str) -> dict[str, float]:
    """How many times faster rows are found than rules are expanded, the same dates each time."""
    from dateutil.rrule import rrulestr
    from django.db import connection
    from django.utils import timezone

    from kommunen.models import Kommune
    from termintipps import clock
    from termintipps.models import EventPage, Occurrence
    from termintipps.queries import Period

    site = Kommune.objects.serving(host).get().site
    now = timezone.now()
    end = clock.moment(clock.local(now).date() + timedelta(days=700))
    public = Occurrence.objects.for_site(site)
    events = EventPage.objects.descendant_of(site.root_page).values_list(
        "pk", "start_date", "start_time", "end_time", "rrule"
    )

    def expanded() -> list[tuple]:
        """What rows hold, worked out anew: begin and end as moments in UTC."""
        dates = []
        for pk, day, at, ends, rule in events.all():
            start = clock.local(clock.moment(day, at)).replace(tzinfo=None)
            moments = [start]
            if rule:
                until = clock.local(end).replace(tzinfo=None)
                moments = rrulestr(rule, dtstart=start).between(start, until, inc=True)
            dates += [(*clock.span(each.date(), at, each.date(), ends), pk) for each in moments]
        return sorted(dates)

    def stored() -> list[tuple]:
        rows = public.within(Period(now, end)).values_list("starts_at", "ends_at", "event")
        sql, parameters = rows.query.sql_with_params()
        with connection.cursor() as cursor:  # as stored: making datetimes is not finding
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    by_rules = _fastest(expanded, 3)
    return {
        "dates": len(stored()),
        "dates by dateutil": len(expanded()),
        "dateutil ms": round(1000 * by_rules, 1),
        # As the list asks: the first date of each of 50 events.
        "first 50": round(
            by_rules / _fastest(lambda: list(public.first_of_each_event(Period(now, end), 50)), 30)
        ),
        "all": round(by_rules / _fastest(stored, 5), 1),
    }


def _fastest(call: Callable, times: int) -> float:
    """CPU seconds; the least disturbed of some runs."""
    spent = []
    for _each in range(times):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return min(spent)


def _memory() -> float:
    """Megabytes above idle while a file of 1,000 whole series is sent."""
    import tracemalloc

    from django.test import RequestFactory

    from termintipps import ics
    from termintipps.files import _of_entries
    from termintipps.models import CalendarEntry

    request = RequestFactory(headers={"host": f"stadt-{SIZES[-1]}.example"}).get("/")
    request._kommunen_kinds = []
    some = CalendarEntry.objects.order_by("-event").values("pk")[:1000]
    pieces = _of_entries(request, CalendarEntry.objects.filter(pk__in=some))
    tracemalloc.start()
    sent = sum(len(each) for each in ics.calendar("Alle", "https://stadt.example/", pieces))
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(f"1,000 events: {sent / 2**20:.1f} MB sent")
    return round(peak, 1)


def _print(pages: dict, rows: dict, peak: float) -> None:
    for name, facts in pages.items():
        queries = "/".join(map(str, facts["queries"].values()))
        times = " / ".join(map(str, facts["ms"].values()))
        sizes = " / ".join(map(str, facts["bytes"].values()))
        print(
            f"{name:20} {queries:>8} queries  {times} ms  {sizes} bytes  ×{facts['second / first']}"
        )
    for name, value in rows.items():
        print(f"{name:20} {value}")
    print(f"{'memory above idle':20} {peak} MB")


if __name__ == "__main__":
    raise SystemExit(main())
