from datetime import date, time

import pytest
from django.test import Client

from inbox.models import LogEntry
from inbox.transfer.running import exhaust
from kommunen.fetching import Fetched, TooSlow
from termintipps.models import DateChange, EventImport, EventOrigin, EventPage, Occurrence
from termintipps.transfer.undoing import steps_of_undo
from tests.factories.termintipps import event, overview_of
from tests.termintipps.calendars.conftest import calendar
from tests.termintipps.calendars.hostile import REFUSED

from .conftest import FILM, WALK


def test_events_become_public_pages_with_their_dates(run, town, client_for):
    status, report = run(calendar(FILM, WALK))

    assert status == 0
    assert (report["accepted"], report["refused"]) == (2, 0)
    assert [row["state"] for row in report["rows"]] == ["new", "new"]
    assert report["rows"][0]["where"] == "termine.ics, Termin 1 (Zeile 3)"
    items = client_for(town).get("/api/v1/events.json", {"from": "2026-12-01"}).json()
    shown = items["items"] if isinstance(items, dict) else items
    assert [(each["title"], each["start"]) for each in shown][:2] == [
        ("Lauftreff", "2026-12-03T18:30:00+01:00"),
        ("Filmabend", "2026-12-05T18:00:00+01:00"),
    ]


def test_what_the_file_says_stands_in_the_fields(run, town):
    _status, report = run(calendar(FILM))

    page = EventPage.objects.get()
    assert page.summary == "Wir zeigen einen Film über Gärten."
    assert "Danach wird geredet." in str(page.body)
    assert (page.place_name, page.place_address) == ("Bürgerhaus", "Hauptstraße 1")
    assert [category.slug for category in page.categories.all()] == ["bildung"]
    assert "„Unsinn“" in report["notes"][0]


def test_sent_again_nothing_changes(run, titles):
    run(calendar(FILM, WALK))

    status, report = run(calendar(FILM, WALK))

    assert status == 0
    assert [row["state"] for row in report["rows"]] == ["same", "same"]
    assert titles() == ["Filmabend", "Lauftreff"]


def test_what_has_changed_in_the_file_changes_and_what_we_have_improved_stays(run):
    run(calendar(FILM))
    page = EventPage.objects.get()
    page.title = "Filmabend mit Gespräch"
    page.save_revision().publish()

    _status, report = run(calendar(FILM.replace("180000", "190000").replace("200000", "210000")))

    page = EventPage.objects.get()
    assert report["rows"][0]["state"] == "changed"
    assert "Beginnt am" in report["rows"][0]["message"]
    assert (page.title, page.start_time) == ("Filmabend mit Gespräch", time(19))


def test_an_open_draft_gets_the_change_and_stays_a_draft(run):
    run(calendar(FILM))
    page = EventPage.objects.get()
    page.summary = "Noch nicht fertig."
    page.save_revision()

    run(calendar(FILM.replace("20261205", "20261206")))

    page = EventPage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert page.start_date == draft.start_date == date(2026, 12, 6)
    assert (page.summary, draft.summary) == (
        "Wir zeigen einen Film über Gärten.",
        "Noch nicht fertig.",
    )


def test_an_event_typed_by_hand_is_found_by_title_and_begin(run, town, titles):
    event(town, "Filmabend", start_date=date(2026, 12, 5), start_time=time(18), end_time=None)

    _status, report = run(calendar(FILM))

    assert report["rows"][0]["state"] == "changed"
    assert titles() == ["Filmabend"]


def test_a_dry_run_changes_nothing(run, titles):
    status, report = run(calendar(FILM), "--dry-run")

    assert (status, report["rows"][0]["state"], titles()) == (0, "new", [])
    assert not EventImport.objects.exists()


def test_one_refused_event_refuses_the_whole_file(run, titles):
    status, report = run(calendar(FILM, "UID:1\nSUMMARY:Fest\nDTSTART:gestern"))

    assert (status, report["accepted"], report["refused"]) == (1, 1, 1)
    assert report["rows"][1]["where"] == "termine.ics, Termin 2 (Zeile 12)"
    assert titles() == []


def test_bad_events_can_be_left_out(run, titles):
    status, report = run(calendar(FILM, "UID:1\nSUMMARY:Fest\nDTSTART:gestern"), "--leave-out-bad")

    assert (status, titles()) == (0, ["Filmabend"])
    assert "Weggelassen" in report["rows"][1]["message"]


@pytest.mark.parametrize("name", ["leer.ics", "webseite.ics", "jahr-1.ics", "ohne-ende.ics"])
def test_a_hostile_file_changes_nothing(run, titles, name):
    content, sentence = REFUSED[name]

    status, report = run(content, name=name)

    assert status == 1
    assert report["refused"] >= 1
    assert name in report["rows"][0]["where"]
    assert sentence in report["rows"][0]["message"]
    assert titles() == []


def test_private_events_are_left_out(run, titles):
    _status, report = run(calendar(FILM + "CLASS:PRIVATE"))

    assert "privat" in report["rows"][0]["message"]
    assert titles() == []


def test_an_event_without_a_title_arrives_as_a_draft(run):
    run(calendar("UID:1\nDTSTART:20261205"))

    page = EventPage.objects.get()
    assert (page.title, page.live) == ("Termin ohne Titel", False)


def test_a_series_keeps_its_rule_and_its_exceptions(run):
    content = calendar(
        WALK + "EXDATE;TZID=Europe/Berlin:20261210T183000",
        "UID:lauf@verein.example\nSUMMARY:Lauftreff\n"
        "RECURRENCE-ID;TZID=Europe/Berlin:20261217T183000\n"
        "DTSTART;TZID=Europe/Berlin:20261217T183000\nSTATUS:CANCELLED",
    )
    run(content)

    page = EventPage.objects.get()
    assert page.rrule == "FREQ=WEEKLY;BYDAY=TH;COUNT=4"
    assert set(page.date_changes.values_list("kind", flat=True)) == {
        DateChange.Kind.LEFT_OUT,
        DateChange.Kind.CANCELLED,
    }
    assert list(Occurrence.objects.values_list("status", flat=True)) == [
        "confirmed",
        "cancelled",
        "confirmed",
    ]


def test_a_calendar_is_read_from_its_address(run, titles, monkeypatch):
    monkeypatch.setattr(
        "termintipps.management.commands.import_events.fetch_calendar",
        lambda url: Fetched(url, 200, {}, calendar(FILM)),
    )

    status, report = run("https://verein.example/termine.ics")

    assert (status, titles()) == (0, ["Filmabend"])
    assert report["rows"][0]["where"].startswith("https://verein.example/termine.ics, Termin 1")


def test_an_address_that_does_not_answer_is_refused_with_a_sentence(run, monkeypatch):
    def too_slow(url):
        raise TooSlow("verein.example")

    monkeypatch.setattr("termintipps.management.commands.import_events.fetch_calendar", too_slow)

    status, report = run("https://verein.example/termine.ics")

    assert status == 1
    assert "verein.example" in report["rows"][0]["message"]


@pytest.mark.parametrize("address", ["http://127.0.0.1/a.ics", "http://localhost/a.ics"])
def test_the_inside_of_the_network_is_never_asked(run, address):
    status, report = run(address)

    assert (status, report["refused"]) == (1, 1)


@pytest.mark.parametrize(
    "arguments",
    [("--host", "nirgends.example"), ("--host", "zentrale.example"), ("--category", "unsinn")],
)
def test_wrong_use_has_its_own_status(run, town, central, arguments):
    assert run(calendar(FILM), *arguments)[0] == 2


def test_a_file_that_is_not_there_is_wrong_use(run, tmp_path):
    assert run(str(tmp_path / "nichts.ics"))[0] == 2


def test_an_import_can_be_undone(run, titles, town):
    event(town, "Filmabend", start_date=date(2026, 12, 5), start_time=time(18), end_time=None)
    run(calendar(FILM, WALK))

    exhaust(steps_of_undo(EventImport.objects.get(), None))

    page = EventPage.objects.get()
    assert titles() == ["Filmabend"]
    assert (page.place_name, page.end_time) == ("Stadtbibliothek", None)
    assert not EventOrigin.objects.exists()
    assert "rückgängig" in LogEntry.objects.for_site(town.site).first().message


def test_what_somebody_has_changed_since_stays(run, titles):
    run(calendar(FILM))
    page = EventPage.objects.get()
    page.cost = "5 Euro"
    page.save_revision().publish()
    source = EventImport.objects.get()

    exhaust(steps_of_undo(source, None))

    assert source.rows.get().kept_because
    assert titles() == ["Filmabend"]


def test_other_towns_are_not_touched(run, town, other_town):
    event(
        other_town,
        "Filmabend",
        start_date=date(2026, 12, 5),
        start_time=time(18),
        end_time=None,
    )

    _status, report = run(calendar(FILM))

    assert report["rows"][0]["state"] == "new"
    assert EventPage.objects.child_of(overview_of(other_town)).get().place_name != "Bürgerhaus"


def test_hostile_html_reaches_no_page(run, town, client_for):
    content = calendar(
        "UID:1\nDTSTART:20261205\nSUMMARY:<script>alert(1)</script>Fest\n"
        "DESCRIPTION:<img src=x onerror=alert(1)> Komm.\\n<a href='javascript:x'>hier</a>\n"
        "LOCATION:<iframe src=//boese.example>"
    )
    run(content)

    client: Client = client_for(town)
    text = client.get("/termintipps/fest/").text
    assert "alert(1)" not in text
    assert "boese.example" not in text
    assert "javascript:x" not in text


def test_a_title_like_our_own_form_gets_another_address(run):
    run(calendar(FILM.replace("Filmabend", "Vorschlagen")))

    assert EventPage.objects.get().slug == "vorschlagen-2"


def test_what_is_stopped_midway_leaves_no_import_and_no_report(run, monkeypatch, tmp_path):
    def killed(*args):
        raise SystemExit

    monkeypatch.setattr("termintipps.transfer.writing.EventWriter.write", killed)
    monkeypatch.setattr(EventImport, "delete", killed)  # nobody tidies up after a kill

    with pytest.raises(SystemExit):
        run(calendar(FILM))

    assert not EventImport.objects.exists()
    assert not (tmp_path / "report.json").exists()


def test_a_report_that_cannot_be_written_undoes_the_import(run, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr("inbox.transfer.command.Path.write_text", full)

    with pytest.raises(OSError, match="No space"):
        run(calendar(FILM))

    assert not EventPage.objects.exists()
