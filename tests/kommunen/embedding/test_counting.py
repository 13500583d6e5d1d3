from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kommunen.embedding.counting import MOST_PAGES, forget, shown_on
from kommunen.models import EmbedDay, EmbedHost, Role

pytestmark = pytest.mark.django_db

HOME = "https://www.stadt.example/"


@pytest.fixture
def load(client_for, town):
    """Load the map's embed as a browser does for a frame of the page."""

    def ask(referer: str = HOME, dest: str = "iframe", path: str = "/einbetten/karte/"):
        headers = {"host": town.site.hostname, "Sec-Fetch-Dest": dest, "Referer": referer}
        return client_for(town).get(path, headers=headers)

    return ask


def test_counts_by_page_and_day(load, town):
    EmbedHost.objects.create(kommune=town, origin="https://www.stadt.example")
    for _ in range(3):
        load()

    (seen,) = shown_on(town)
    assert (seen.page, seen.kind, seen.loads, seen.is_allowed) == (HOME, "karte", 3, True)
    assert seen.first_on == seen.last_on == timezone.localdate()


def test_keeps_nothing_but_the_page(load):
    response = load("https://www.stadt.example/suche?name=Erika#treffer")

    row = EmbedDay.objects.get()
    assert row.page == "https://www.stadt.example/suche"
    assert not response.cookies
    assert {field.name for field in EmbedDay._meta.fields} == {
        "id", "kommune", "kind", "page", "day", "loads", "is_allowed",
    }  # fmt: skip


def test_tells_of_a_host_that_is_not_allowed(load, town):
    load("https://fremd.example/")

    assert [each.is_allowed for each in shown_on(town)] == [False]


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://musterstadt.example/einbetten/karte/",
        "kein link",
        "javascript:alert(1)",
        "https://a;b.example/",
        "https://[::1",
    ],
)
def test_counts_only_foreign_pages(load, referer):
    load(referer)

    assert not EmbedDay.objects.exists()


def test_counts_only_what_a_browser_frames(load):
    load(dest="document")
    load(dest="")

    assert not EmbedDay.objects.exists()


def test_a_broken_filter_is_not_counted(load):
    load(path="/einbetten/karte/?category=nix")

    assert not EmbedDay.objects.exists()


def test_invented_pages_are_not_kept_without_end(load, town):
    today = timezone.localdate()
    EmbedDay.objects.bulk_create(
        EmbedDay(kommune=town, kind="karte", page=f"https://{n}.example/", day=today, is_allowed=0)
        for n in range(MOST_PAGES)
    )

    load("https://noch-eine.example/")

    assert EmbedDay.objects.count() == MOST_PAGES


def test_invented_pages_keep_no_allowed_host_out(load, town):
    EmbedHost.objects.create(kommune=town, origin="https://www.stadt.example")
    today = timezone.localdate()
    EmbedDay.objects.bulk_create(
        EmbedDay(kommune=town, kind="karte", page=f"https://{n}.example/", day=today, is_allowed=0)
        for n in range(MOST_PAGES)
    )

    load(HOME)

    assert EmbedDay.objects.filter(page=HOME, is_allowed=True).exists()


def test_says_when_a_page_was_not_seen_for_a_month(load, town):
    load()
    EmbedDay.objects.update(day=timezone.localdate() - timedelta(days=40))

    (seen,) = shown_on(town)
    assert seen.is_quiet and seen.loads == 0


def test_forgets_after_a_year(load, settings):
    load()
    now = timezone.now()

    assert forget(now + timedelta(days=360)) == 0
    settings.KOMMUNEN_KEEP_EMBED_DAYS = 30
    assert forget(now + timedelta(days=31)) == 1


def test_costs_one_query(load):
    load()
    with CaptureQueriesContext(connection) as uncounted:
        load(dest="document")
    with CaptureQueriesContext(connection) as counted:
        load()

    assert len(counted) == len(uncounted) + 1


def test_a_town_reads_its_own_pages_only(load, town, other_town, client_for, member):
    load()
    desk = client_for(other_town, member(other_town, Role.REDAKTION))

    assert "www.stadt.example/</div>" not in desk.get("/admin/embedding/pages/").content.decode()
    assert shown_on(other_town) == []
