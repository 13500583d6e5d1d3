from datetime import date, time

import pytest

from termintipps.models import EventPage
from termintipps.transfer.export import exported
from tests.factories.termintipps import change, event

HEAD = "Titel;Datum;Uhrzeit;Endet um;Ort;Kategorie;Kosten"
FILM = "Filmabend;05.12.2026;18:00;20.30 Uhr;Bürgerhaus;bildung;5 Euro"


MOVED = change(date(2026, 12, 19), "moved", new_date=date(2026, 12, 20), new_start_time=time(9))


def lines(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


def test_a_table_becomes_events(run):
    status, report = run(lines(FILM), name="termine.csv")

    page = EventPage.objects.get()
    assert (status, report["rows"][0]["where"]) == (0, "termine.csv, Zeile 2")
    assert (page.start_date, page.start_time, page.end_time) == (
        date(2026, 12, 5),
        time(18),
        time(20, 30),
    )
    assert (page.place_name, page.cost) == ("Bürgerhaus", "5 Euro")
    assert [category.slug for category in page.categories.all()] == ["bildung"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Filmabend;gestern", "Spalte „Beginnt am“"),
        ("Filmabend;31.02.2026", "kein Tag"),
        ("Filmabend;05.12.9999", "1970 bis 2099"),
        ("Filmabend;05.12.2026;abends", "keine Uhrzeit"),
        ("Filmabend;05.12.2026;18:00;17:00", "Ende liegt vor dem Beginn"),
        ("Filmabend;", "Spalte „Beginnt am“ ist leer"),
        (";05.12.2026", "Spalte „Titel“ ist leer"),
        ("F" * 300 + ";05.12.2026", "300 Zeichen"),
    ],
)
def test_a_cell_that_makes_no_sense_gets_a_sentence(run, titles, row, sentence):
    status, report = run(lines(row), name="termine.csv")

    assert status == 1
    assert sentence in report["rows"][0]["message"]
    assert titles() == []


def test_what_goes_out_comes_in_again_without_a_change(run, town):
    event(
        town,
        "=Tausch'",
        rrule="FREQ=WEEKLY;BYDAY=SA;UNTIL=20270130",
        further=[date(2026, 12, 24)],
        changes=[change(date(2026, 12, 12), "cancelled", note="Schnee"), MOVED],
        end_date=None,
        organiser_name="Verein",
        is_free=True,
        online_url="https://verein.example/raum",
    )
    for kind in ("csv", "xlsx"):
        file = exported(town, EventPage.objects.all(), kind)

        status, report = run(file, name=f"termine.{kind}")

        assert (status, [row["state"] for row in report["rows"]]) == (0, ["same"]), report


def test_a_table_changes_only_the_columns_it_has(run, town):
    series = event(
        town,
        "Tausch",
        rrule="FREQ=WEEKLY;BYDAY=SA",
        further=[date(2026, 12, 24)],
        changes=[change(date(2026, 12, 12), "cancelled")],
    )

    run(
        lines(f"{series.slug};Tausch;05.12.2026;10:00", head="Kennung;Titel;Datum;Uhrzeit"),
        name="t.csv",
    )

    page = EventPage.objects.get()
    assert (page.start_time, page.end_time) == (time(10), time(15))
    assert (page.rrule, page.summary) == ("FREQ=WEEKLY;BYDAY=SA", series.summary)
    assert page.extra_dates.get().date == date(2026, 12, 24)
    assert page.date_changes.get().kind == "cancelled"


def test_an_empty_cell_of_a_column_that_is_there_takes_the_rule_away(run, town):
    series = event(town, "Tausch", rrule="FREQ=WEEKLY;BYDAY=SA")

    run(
        lines(f"{series.slug};Tausch;05.12.2026;", head="Kennung;Titel;Datum;Wiederholung"),
        name="t.csv",
    )

    assert EventPage.objects.get().rrule == ""


def test_a_title_and_a_day_are_enough(run):
    run(lines("Filmabend;05.12.2026", head="Titel;Datum"), name="termine.csv")

    page = EventPage.objects.get()
    assert (page.summary, page.start_time) == ("Filmabend", None)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("06.12.2026;10:00", "gehört nicht zu dieser Wiederholung"),
        ("05.12.2026;16:00", "Ende liegt vor dem Beginn"),
    ],
)
def test_what_contradicts_the_rest_of_the_event_is_refused(run, town, row, sentence):
    series = event(town, "Tausch", rrule="FREQ=WEEKLY;BYDAY=SA")

    status, report = run(
        lines(f"{series.slug};Tausch;{row}", head="Kennung;Titel;Datum;Uhrzeit"), name="termine.csv"
    )

    assert (status, report["refused"]) == (1, 1)
    assert sentence in report["rows"][0]["message"].replace("\xa0", " ")


def test_formulas_are_escaped(town):
    event(town, "=HYPERLINK(1)", place_name="@SUM")

    text = exported(town, EventPage.objects.all(), "csv").decode("utf-8-sig")

    assert ";'=HYPERLINK(1);" in text
    assert ";'@SUM;" in text
