"""Queries and CPU time of each view in the database that is connected, as JSON on stdout."""

import json
import statistics
import sys
import time
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.scale.views import VIEWS, Town
from kommunen.models import Kommune

WARM_UP = 3


def main(rounds: int) -> None:
    """Measure the town in the middle of the list, as it is neither first nor last."""
    count = Kommune.objects.towns().count()
    town = Town(f"stadt-{count // 2}.example")
    clock = _Clock()
    results = {}
    for name, view in VIEWS.items():
        queries, times = 0, []
        for number in range(WARM_UP + rounds):
            request = view(town)
            if number == WARM_UP - 1:
                with CaptureQueriesContext(connection) as captured:
                    response = request()
                queries = len(captured)
            else:
                start = clock.read()
                response = request()
                times.append(clock.read() - start)
            if response.status_code not in {200, 302}:
                raise SystemExit(f"{name} answered {response.status_code}.")
        results[name] = {"queries": queries, "cpu_ms": statistics.median(times[WARM_UP - 1 :])}
    json.dump(results, sys.stdout)


class _Clock:
    """CPU time in milliseconds of this process and of the PostgreSQL process that serves it."""

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.server = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def read(self) -> float:
        server_ns = int(self.server.read_text().split()[0])
        return (time.process_time_ns() + server_ns) / 1e6
