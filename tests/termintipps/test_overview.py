"""The list of what comes, as visitors get it."""

import re
from datetime import date, datetime, time

import pytest

from kommunen.models import Category
from termintipps import clock
from tests.factories.termintipps import change, event

pytestmark = pytest.mark.django_db

URL = "/termintipps/"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def visit(town, client_for):
    client = client_for(town)
    return lambda **query: client.get(URL, query)


def titles(response) -> list[str]:
    return re.findall(r"<h3><a href=\"[^\"]*\">([^<]*)</a>", response.content.decode())


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_shows_what_comes_in_the_order_of_time(town, visit):
    event(town, "Später", start_date=date(2027, 1, 9))
    event(town, "Bald")

    response = visit()

    assert titles(response) == ["Bald", "Später"]
    assert "Dezember 2026" in text(response)
    assert "Januar 2027" in text(response)


def test_a_weekly_series_stands_once_with_its_next_dates(town, visit):
    event(town, "Gießdienst", rrule="FREQ=WEEKLY;BYDAY=SA")
    event(town, "Saatgut", start_date=date(2027, 1, 9))

    response = visit()

    assert titles(response) == ["Gießdienst", "Saatgut"]
    assert "Auch am 12. Dezember , 19. Dezember , 26. Dezember , 2. Januar und später" in text(
        response
    )


def test_never_shows_another_towns_events(town, other_town, visit):
    event(other_town, "Von nebenan")

    assert titles(visit()) == []


def test_drafts_stay_in_the_drawer(town, visit):
    event(town, "Noch geheim", draft=True)
    page = event(town, "Öffentlich")
    page.title = "Noch nicht freigegeben"
    page.save_revision()

    assert titles(visit()) == ["Öffentlich"]


def test_what_is_over_is_gone_and_what_runs_is_not(town, visit):
    event(town, "Heute früh", start_date=date(2026, 11, 21), start_time=time(8), end_time=time(10))
    event(town, "Läuft", start_date=date(2026, 11, 21), start_time=time(11), end_time=time(13))
    event(town, "Offenes Ende", start_date=date(2026, 11, 21), start_time=time(8), end_time=None)
    event(
        town,
        "Ausstellung",
        start_date=date(2026, 10, 1),
        end_date=date(2026, 12, 31),
        start_time=None,
        end_time=None,
    )

    assert titles(visit()) == ["Ausstellung", "Offenes Ende", "Läuft"]


def test_a_cancelled_event_stays_and_says_so(town, visit):
    event(town, changes=[change(date(2026, 12, 5), "cancelled", note="Der Saal ist nass.")])

    assert "Fällt aus" in text(visit())
    assert "Der Saal ist nass." in text(visit())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"from": "2026-12-06"}, ["Neujahr"]),
        ({"to": "2026-12-31"}, ["Tausch"]),
        ({"from": "2026-12-05", "to": "2026-12-05"}, ["Tausch"]),
        ({"category": "teilen"}, ["Tausch"]),
        ({"category": ["teilen", "energie"]}, ["Tausch", "Neujahr"]),
        ({"q": "NEUJAHR"}, ["Neujahr"]),
        ({"q": "übermut"}, ["Tausch"]),
        ({"q": "stadtbibliothek tausch"}, ["Tausch"]),
        ({"q": "100%_"}, []),
        ({"category": "", "q": "", "from": "", "to": "", "page": ""}, ["Tausch", "Neujahr"]),
        ({"view": "list", "utm_source": "brief"}, ["Tausch", "Neujahr"]),
    ],
)
def test_filters_narrow_the_list(town, visit, query, expected):
    kinds = {kind.slug: kind for kind in Category.objects.all()}
    event(town, "Tausch", summary="Mit ÜBERMUT", categories=[kinds["teilen"]])
    event(town, "Neujahr", start_date=date(2027, 1, 1), categories=[kinds["energie"]])

    assert titles(visit(**query)) == expected


def test_the_past_is_found_with_to_newest_first(town, visit):
    event(town, "Im Mai", start_date=date(2026, 5, 2))
    event(town, "Im Juni", start_date=date(2026, 6, 6), rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=2")

    response = visit(to="2026-11-20")

    assert titles(response) == ["Im Juni", "Im Mai"]
    assert 'datetime="2026-06-13"' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"from": "morgen"},
        {"from": "2026-02-30"},
        {"from": "2026-12"},
        {"to": "0001-01-01"},
        {"to": "9999-12-31"},
        {"from": "2026-12-06", "to": "2026-12-05"},
        {"category": "gibt-es-nicht"},
        {"q": "x" * 101},
        {"q": "\0"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "²"},
        {"page": "zwei"},
        {"page": "1" * 400},
    ],
)
def test_a_broken_filter_is_answered_with_one_sentence(town, visit, query):
    response = visit(**query)

    assert response.status_code == 400
    [sentence] = re.findall(
        r"<h2 id=\"fehler\">[^<]*</h2>\s*<p>([^<]+)</p>", response.content.decode()
    )
    assert sentence.endswith(".")


def test_a_hidden_kind_is_unknown_here(town, visit):
    town.settings.hidden_categories.add(Category.objects.get(slug="teilen"))

    assert visit(category="teilen").status_code == 400


def test_a_page_behind_the_last_one_does_not_exist(town, visit):
    event(town)

    assert visit(page="2").status_code == 404


def test_long_lists_have_pages_that_keep_the_filter(town, visit):
    for day in range(1, 31):
        event(town, f"Tag {day}", start_date=date(2026, 12, day))

    first, second = visit(q="Tag"), visit(q="Tag", page="2")

    assert (len(titles(first)), len(titles(second))) == (25, 5)
    assert "?q=Tag&amp;page=2" in first.content.decode()


def test_an_empty_list_leads_on(town, visit):
    assert "Hier steht noch kein Termin." in text(visit())
    assert "Alle Termine zeigen" in text(visit(q="nichts"))


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)])
def test_shows_wall_time_on_special_days(town, visit, day):
    event(town, start_date=day, start_time=time(18), end_time=time(20, 30))

    response = visit(**{"from": str(day), "to": str(day)})

    assert f'datetime="{day}"' in response.content.decode()
    assert "18 bis 20.30 Uhr" in text(response).replace("\xa0", " ")


def test_titles_are_text_and_never_markup(town, visit):
    event(town, "<script>alert(1)</script>")

    assert "<script>alert(1)" not in visit().content.decode()


def test_very_long_words_are_shown_whole(town, visit):
    event(town, LONG_WORD)

    assert titles(visit()) == [LONG_WORD]


def test_at_the_weekend_means_this_one(town, visit, today):
    sunday = datetime(2026, 11, 22, 12, tzinfo=clock.BERLIN)
    assert "?from=2026-11-21&amp;to=2026-11-22" in visit().content.decode()

    today.move_to(sunday)

    assert "?from=2026-11-22&amp;to=2026-11-22" in visit().content.decode()


@pytest.mark.parametrize("query", [{}, {"category": "teilen"}, {"q": "tag", "to": "2028-01-01"}])
def test_costs_a_fixed_number_of_queries(town, client_for, query, queries_of):
    """The same for two events as for many; half of them series, all of a kind."""
    kind = Category.objects.get(slug="teilen")
    client = client_for(town)

    def add(numbers):
        for number in numbers:
            rrule = "FREQ=WEEKLY;BYDAY=SA" if number % 2 else ""
            event(town, f"Tag {number}", rrule=rrule, categories=[kind])

    add(range(2))
    for_few = queries_of(lambda: client.get(URL, query))
    add(range(2, 20))

    assert len(titles(client.get(URL, query))) == 20
    assert queries_of(lambda: client.get(URL, query)) == for_few <= 8
