"""CPU time of requests, through the whole WSGI stack, in one process.

All pages and their rivals take turns within each round, so that a neighbour on the machine
disturbs them alike; only the ratios within one run mean something elsewhere.
"""

import gzip
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks import content, rivals
from benchmarks.plain_values import plain_values

MIX = "page of 40 blocks"
PAGES = {
    "start page": "/",
    "map page, 500 initiatives": "/mitmachkarte/",
    "GeoJSON, 500 initiatives": "/api/v1/initiatives.geojson",
    "event list, 500 events": "/termintipps/",
    MIX: "/vierzig-bloecke/",
}
NEVER_KEPT = {"/api/v1/initiatives.geojson"}  # no page
WARM_UP = 5
AN_HOUR_S = 3600

# How a page comes to be: seconds for which things are kept, and what stands behind its address.
MADE, PARTS, KEPT = "made", "of kept parts", "kept"
WAYS = {MADE: (0, ""), PARTS: (AN_HOUR_S, "?von=rundbrief"), KEPT: (AN_HOUR_S, "")}


@dataclass
class Cost:
    queries: int
    cpu_ms: float
    to_bare_view: float
    to_plain_template: float | None


@dataclass
class Result:
    name: str
    path: str
    bytes_raw: int
    bytes_gzip: int
    rounds: int
    costs: dict[str, Cost]  # by the way it comes to be

    def as_dict(self) -> dict:
        return asdict(self)


def all_pages(rounds: int) -> list[Result]:
    ours = WSGIHandler()
    with override_settings(MIDDLEWARE=[]):
        bare = WSGIHandler()  # a Django view and nothing else

    bodies = {name: _body(ours, path) for name, path in PAGES.items()}
    rivals.answers.update({str(number): body for number, body in enumerate(bodies.values())})
    _prepare_plain(ours, bare, bodies[MIX])

    runs: dict[tuple[str, str], Callable[[], float]] = {}
    for number, (name, path) in enumerate(PAGES.items()):
        for way, (seconds, query) in _ways_to(path).items():
            run = _clock(ours, path + query)
            runs[name, way] = override_settings(KOMMUNEN_KEEP_PAGES_SECONDS=seconds)(run)
        runs[name, "bare"] = _clock(bare, f"/bare/{number}/")
    runs[MIX, "plain"] = _clock(bare, "/plain/")
    times = _take_turns(runs, rounds)

    def cost(name: str, way: str) -> Cost:
        seconds, query = WAYS[way]
        cpu_ms, plain = times[name, way], times.get((name, "plain"))
        with override_settings(KOMMUNEN_KEEP_PAGES_SECONDS=seconds):
            queries = _queries(ours, PAGES[name] + query)
        return Cost(
            queries=queries,
            cpu_ms=round(cpu_ms, 2),
            to_bare_view=round(cpu_ms / times[name, "bare"], 1),
            to_plain_template=round(cpu_ms / plain, 2) if plain else None,
        )

    return [
        Result(
            name=name,
            path=path,
            bytes_raw=len(bodies[name]),
            bytes_gzip=len(gzip.compress(bodies[name])),
            rounds=rounds,
            costs={way: cost(name, way) for way in _ways_to(path)},
        )
        for name, path in PAGES.items()
    ]


def _ways_to(path: str) -> dict[str, tuple[int, str]]:
    return {MADE: WAYS[MADE]} if path in NEVER_KEPT else WAYS


def _prepare_plain(ours: WSGIHandler, bare: WSGIHandler, wanted: bytes) -> None:
    """Fill the plain template's values and make sure that it writes what our page writes."""
    page = content.the_mix()
    request = RequestFactory().get(PAGES[MIX], headers={"host": content.HOST})
    request.kommune = content.the_town()
    rivals.plain_page.update(plain_values(page, request))
    written, wanted_text = _flat(_body(bare, "/plain/")), _flat(wanted)
    if written != wanted_text:
        at = next(i for i, (a, b) in enumerate(zip(written, wanted_text, strict=False)) if a != b)
        raise SystemExit(
            "benchmarks/templates/benchmarks/plain.html does not write what the page writes.\n"
            f"plain: …{written[at - 80 : at + 80]}…\npage:  …{wanted_text[at - 80 : at + 80]}…"
        )


def _flat(body: bytes) -> str:
    """Without the space between tags, which templates write as they please."""
    text = re.sub(r"\s+", " ", body.decode())
    return re.sub(r"\s*(<[^>]*?)\s*>\s*", r"\1>", text)


def _take_turns(
    runs: dict[tuple[str, str], Callable[[], float]], rounds: int
) -> dict[tuple[str, str], float]:
    """Median CPU time of each, in milliseconds."""
    times: dict[tuple[str, str], list[float]] = {name: [] for name in runs}
    for number in range(rounds + WARM_UP):
        for name, run in runs.items():
            spent = run()
            if number >= WARM_UP:
                times[name].append(spent)
    return {name: statistics.median(each) for name, each in times.items()}


def _clock(handler: WSGIHandler, path: str) -> Callable[[], float]:
    def run() -> float:
        environ = _environ(path)
        start = time.process_time_ns()
        for _part in _answer(handler, environ):
            pass
        return (time.process_time_ns() - start) / 1e6

    return run


def _body(handler: WSGIHandler, path: str) -> bytes:
    return b"".join(_answer(handler, _environ(path)))


def _queries(handler: WSGIHandler, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        _body(handler, path)
    return len(queries)


def _environ(path: str) -> dict:
    return RequestFactory(headers={"host": content.HOST}).get(path, secure=True).environ


def _answer(handler: WSGIHandler, environ: dict) -> Iterator[bytes]:
    statuses: list[str] = []
    response = handler(environ, lambda status, headers: statuses.append(status))
    yield from response
    response.close()
    if not statuses[0].startswith("200"):
        raise SystemExit(f"{environ['PATH_INFO']} answered {statuses[0]}.")
