import pytest

from .conftest import calendar, planned, shown
from .corpus import CORPUS


@pytest.mark.parametrize("name", CORPUS)
def test_a_real_programs_calendar_shows_the_same_dates(read, name):
    content, dates = CORPUS[name]

    found = read(content)

    assert found.problems == []
    assert shown(found) == dates


def test_what_an_event_is_about_comes_along(read):
    content, _dates = CORPUS["meetup"]

    said = read(content).events[0].entry

    assert said.location == "Lokal (Marktplatz 1, Ratingen)"
    assert said.url == "https://www.meetup.example/radstammtisch/events/1/"
    assert said.description.endswith("Wir reden.")
    assert read(content).name == "Events - Radstammtisch"


def test_html_becomes_plain_text(read):
    content, _dates = CORPUS["typo3"]

    assert read(content).events[0].entry.description == "Mit Fragen.\nEintritt frei."


def test_of_an_organiser_the_name_is_kept_and_never_the_address(read):
    content = calendar(
        "UID:1\nSUMMARY:A\nDTSTART:20261205\nORGANIZER;CN=Verein:mailto:a@b.example",
        "UID:2\nSUMMARY:B\nDTSTART:20261205\nORGANIZER;CN=a@b.example:mailto:a@b.example",
    )

    assert [event.entry.organiser for event in read(content).events] == ["Verein", ""]


def test_a_rule_that_our_form_can_say_stays_a_rule(read):
    rules = {
        "FREQ=DAILY": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
        "FREQ=DAILY;INTERVAL=14": "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
        "FREQ=WEEKLY;WKST=SU": "FREQ=WEEKLY;BYDAY=SA",
        "FREQ=MONTHLY;BYDAY=+1SA": "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=MONTHLY;BYMONTHDAY=5": "FREQ=MONTHLY;BYMONTHDAY=5",
        "FREQ=YEARLY;BYMONTH=12;BYDAY=1SA": "FREQ=MONTHLY;INTERVAL=12;BYDAY=1SA",
        "FREQ=YEARLY": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5",
    }
    for theirs, ours in rules.items():
        (event,) = read(calendar(f"SUMMARY:A\nDTSTART:20261205T100000\nRRULE:{theirs}")).events
        assert str(event.rule) == ours
        assert event.notes == ()


def test_a_rule_beyond_our_form_becomes_single_dates_and_says_so(read):
    content = calendar("SUMMARY:A\nDTSTART:20261207T180000\nRRULE:FREQ=MONTHLY;BYDAY=1MO,3MO")

    (event,) = read(content).events

    assert event.rule is None
    assert event.is_cut
    assert "bis 20.11.2028" in event.notes[0]
    assert shown(read(content))[:3] == [
        "2026-12-07 18:00 offen A",
        "2026-12-21 18:00 offen A",
        "2027-01-04 18:00 offen A",
    ]


def test_a_series_in_universal_time_follows_its_own_clock(read):
    content = calendar("SUMMARY:A\nDTSTART:20261019T160000Z\nRRULE:FREQ=WEEKLY;COUNT=2")

    assert shown(read(content)) == ["2026-10-19 18:00 offen A", "2026-10-26 17:00 offen A"]


def test_two_dates_on_one_day_are_two_events(read):
    content = calendar(
        "UID:theater\nSUMMARY:A\nDTSTART:20261205T150000\nRDATE:20261205T190000,20261206T190000"
    )

    found = read(content)

    assert len({event.key for event in found.events}) == 2
    assert shown(found) == [
        "2026-12-05 15:00 offen A",
        "2026-12-05 19:00 offen A",
        "2026-12-06 19:00 offen A",
    ]


def test_the_begin_is_a_date_even_if_the_rule_has_others(read):
    content = calendar("SUMMARY:A\nDTSTART:20261201T180000\nRRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2")

    assert [line[:10] for line in shown(read(content))] == [
        "2026-12-01",
        "2026-12-02",
        "2026-12-09",
    ]


def test_this_and_all_later_dates_move(read):
    content = calendar(
        "UID:1\nSUMMARY:A\nDTSTART:20261201T180000\nRRULE:FREQ=WEEKLY;COUNT=3",
        "UID:1\nSUMMARY:A\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261208T180000\nDTSTART:20261208T190000",
    )

    assert shown(read(content)) == [
        "2026-12-01 18:00 offen A",
        "2026-12-08 19:00 offen A (verlegt)",
        "2026-12-15 19:00 offen A (verlegt)",
    ]


def test_of_one_uid_written_twice_the_newer_counts(read):
    content = calendar(
        "UID:1\nSUMMARY:Neu\nSEQUENCE:2\nDTSTART:20261201T180000",
        "UID:1\nSUMMARY:Alt\nSEQUENCE:1\nDTSTART:20261201T180000",
    )

    assert shown(read(content)) == ["2026-12-01 18:00 offen Neu"]


def test_a_changed_date_without_its_series_is_an_event(read):
    content = calendar("UID:1\nSUMMARY:A\nRECURRENCE-ID:20261208T180000\nDTSTART:20261209T190000")

    assert shown(read(content)) == ["2026-12-09 19:00 offen A"]


def test_a_date_elsewhere_names_the_place_and_another_title_becomes_its_note(read):
    content = calendar(
        "UID:1\nSUMMARY:A\nLOCATION:Haus\nDTSTART:20261201T180000\nRRULE:FREQ=WEEKLY;COUNT=2",
        "UID:1\nSUMMARY:A mit Gast\nLOCATION:Park\nRECURRENCE-ID:20261208T180000\n"
        "DTSTART:20261208T180000",
    )

    (event,) = read(content).events
    other = planned(event)[1]

    assert (other.place, other.note, other.status) == ("Park", "A mit Gast", "confirmed")


def test_a_time_that_does_not_exist_is_read_as_the_standard_says(read):
    content = calendar("SUMMARY:A\nDTSTART;TZID=Europe/Berlin:20270328T023000")

    assert shown(read(content)) == ["2027-03-28 03:30 offen A"]


def test_an_unknown_zone_without_a_definition_is_told(read):
    found = read(calendar("SUMMARY:A\nDTSTART;TZID=Nirgendwo:20261201T180000"))

    assert shown(found) == ["2026-12-01 18:00 offen A"]
    assert "Nirgendwo" in found.notes[0]


@pytest.mark.parametrize("word", ["PRIVATE", "confidential"])
@pytest.mark.parametrize("reach", ["", ";RANGE=THISANDFUTURE"])
def test_of_a_private_date_of_a_public_series_only_the_time_is_taken(read, word, reach):
    content = calendar(
        "UID:1\nSUMMARY:A\nDTSTART:20261201T180000\nRRULE:FREQ=WEEKLY;COUNT=4",
        f"UID:1\nSUMMARY:Bei Frau Meier\nDESCRIPTION:Geheim\nLOCATION:Zuhause\nCLASS:{word}\n"
        f"RECURRENCE-ID{reach}:20261208T180000\nDTSTART:20261208T190000",
        "UID:1\nSUMMARY:Krank\nCLASS:PRIVATE\nSTATUS:CANCELLED\n"
        "RECURRENCE-ID:20261215T180000\nDTSTART:20261215T180000",
    )

    [event] = read(content).events

    assert {(each.note, each.place) for each in event.changes} == {("", "")}
    assert [str(each.kind) for each in event.changes][:2] == ["moved", "cancelled"]
