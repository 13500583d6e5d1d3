"""Text modules: publishing for 400 towns, naming their pages, filling placeholders.

`make bench-texts` founds a centre and a town in a throwaway database, and 400 towns more whose
start page shows one central text. What counts are the ratios; milliseconds depend on the machine.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

TOWNS = int(sys.argv[1]) if len(sys.argv) > 1 else 400
ROUNDS = 15
MOST_PUBLISHING = 3.0  # times publishing an unused text
MOST_FILLING = 0.05  # of a page's CPU time
HOST = "musterstadt.example"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.mkdtemp()}/texts.sqlite3")
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    used, unused = _fill()
    publishing = _publishing(used, unused)
    naming, pages = _naming(used)
    filling = _share_of_filling()
    few, many = _queries("zwei"), _queries("sechzig")
    summary = {
        **{f"publish, {name}: CPU ms": round(ms, 1) for name, ms in publishing.items()},
        "publish, used / unused": round(publishing["used"] / publishing["unused"], 2),
        f"pages_showing, {pages} pages: CPU ms": round(naming, 1),
        "placeholders, share of the page's CPU": round(filling, 4),
        "queries, 2 / 60 text modules": f"{few} / {many}",
    }
    for name, value in summary.items():
        print(f"{name:42} {value}")
    file = Path("var/bench-texts.json")
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(summary, indent=1))
    is_fine = (
        publishing["used"] <= MOST_PUBLISHING * publishing["unused"]
        and filling <= MOST_FILLING
        and few == many
    )
    return 0 if is_fine else 1


def _fill():
    from wagtail.models import Collection, Page, Site

    from home.models import ContentPage
    from kommunen.lifecycle.founding import found_kommune
    from kommunen.models import Kommune
    from tests.factories.home import content_page
    from tests.factories.textbausteine import text

    zentrale = Kommune.Kind.ZENTRALE
    found_kommune(name="Zentrale", host="z.example", kind=zentrale, state=Kommune.State.LIVE)
    found_kommune(name="Musterstadt", host=HOST, key="05158028", state=Kommune.State.LIVE)
    words = "In {{ kommune_name }} hilft die {{ verwaltung }}: {{ mitmachkarte }}. " * 3
    texts = [text(None, f"Text {n}", slug=f"text-{n}", words=words) for n in range(60)]
    town = Kommune.objects.serving(HOST).get()
    for slug, number in (("zwei", 2), ("sechzig", 60)):
        body = [("textbaustein", {"text": each, "with_title": True}) for each in texts[:number]]
        content_page(town, slug, slug=slug, body=body)
    used, unused = (text(None, name, slug=name, words=words) for name in ("used", "unused"))
    folder, top = Collection.get_first_root_node(), Page.get_first_root_node()
    for number in range(TOWNS):
        name = f"ort-{number}"
        body = [("textbaustein", {"text": used, "with_title": True})]
        root = top.add_child(instance=ContentPage(title=name, slug=name, body=body))
        site = Site.objects.create(hostname=f"{name}.example", root_page=root)
        collection = folder.add_child(name=name)
        Kommune.objects.create(
            site=site, name=name, state=Kommune.State.LIVE, collection=collection
        )
    return used, unused


def _publishing(used, unused) -> dict[str, float]:
    """Both take turns, so that a busy machine disturbs them alike. Each time something changes."""
    spent = {"used": [], "unused": []}
    for number in range(ROUNDS + 2):
        for text in (used, unused):
            text.refresh_from_db()
            text.teaser = f"Fassung {number}"
            revision = text.save_revision()
            start = time.process_time()
            revision.publish()
            spent[text.slug].append(time.process_time() - start)
    return {name: statistics.median(each[2:]) * 1000 for name, each in spent.items()}


def _naming(used) -> tuple[float, int]:
    from textbausteine.showing import pages_showing

    spent = []
    for _round in range(ROUNDS):
        start = time.process_time()
        pages = list(pages_showing(used))
        spent.append(time.process_time() - start)
    return statistics.median(spent) * 1000, len(pages)


def _share_of_filling() -> float:
    """How much of the CPU time of a page with 60 texts goes into placeholders."""
    from textbausteine.templatetags import textbausteine_tags

    fill, spent = textbausteine_tags.fill, []

    def timed(*args, **kwargs):
        start = time.process_time()
        try:
            return fill(*args, **kwargs)
        finally:
            spent.append(time.process_time() - start)

    textbausteine_tags.fill = timed
    try:
        _get("sechzig")
        shares = []
        for _round in range(ROUNDS):
            spent.clear()
            start = time.process_time()
            _get("sechzig")
            shares.append(sum(spent) / (time.process_time() - start))
    finally:
        textbausteine_tags.fill = fill
    return statistics.median(shares)


def _queries(slug: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _get(slug)
    with CaptureQueriesContext(connection) as queries:
        _get(slug)
    return len(queries)


def _get(slug: str) -> None:
    from django.test import Client

    answer = Client(headers={"host": HOST}).get(f"/{slug}/")
    assert answer.status_code == 200, answer.status_code


if __name__ == "__main__":
    raise SystemExit(main())
