from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from inbox.models import LogEntry
from kommunen.fetching import TooSlow
from kommunen.models import Category
from termintipps.models import EventOrigin, EventPage, Subscription, SubscriptionWord
from termintipps.subscriptions import due
from tests.factories.termintipps import event


def page(title: str) -> EventPage:
    return EventPage.objects.get(title=title)


def test_new_events_arrive_public_or_as_drafts(subscribe, ask):
    state = ask(subscribe(target="draft"))

    assert (state.error, state.counts) == ("", "2 neu, 0 geändert, 0 unverändert")
    assert not EventPage.objects.live().exists()

    Subscription.objects.update(target="public")
    EventPage.objects.all().delete()
    ask(Subscription.objects.get())
    assert EventPage.objects.live().count() == 2


def test_an_improved_text_survives_the_next_night(subscribe, ask, source):
    subscription = subscribe()
    ask(subscription)
    improved = page("Filmabend")
    improved.summary = "Mit Popcorn und Gespräch."
    improved.is_tip = True
    improved.save_revision().publish()
    source.change("Wir zeigen", "Der Verein zeigt")
    source.change("20261205T180000", "20261205T190000")

    state = ask(subscription)

    found = page("Filmabend")
    assert state.counts.startswith("0 neu, 1 geändert")
    assert (found.summary, found.is_tip) == ("Mit Popcorn und Gespräch.", True)
    assert found.start_time == time(19)


@pytest.mark.parametrize(
    ("wins", "source_changes", "expected"),
    [
        ("theirs", False, "Filmabend"),
        ("theirs", True, "Filmnacht"),
        ("ours", False, "Unser Film"),
        ("ours", True, "Unser Film"),
        ("newer", False, "Unser Film"),
        ("newer", True, "Filmnacht"),
    ],
)
def test_whose_title_counts_is_decided_for_each_calendar(
    subscribe, ask, source, wins, source_changes, expected
):
    subscription = subscribe(title_wins=wins)
    ask(subscription)
    ours = page("Filmabend")
    ours.title = "Unser Film"
    ours.save_revision().publish()
    if source_changes:
        source.change("Filmabend", "Filmnacht")

    ask(subscription)

    assert EventPage.objects.get(pk=ours.pk).title == expected


def test_a_field_that_nobody_touched_follows_the_calendar(subscribe, ask, source):
    subscription = subscribe(title_wins="ours")
    ask(subscription)
    source.change("Filmabend", "Filmnacht")

    ask(subscription)

    assert page("Filmnacht").live


def test_an_unfinished_draft_is_never_published(subscribe, ask, source):
    subscription = subscribe()
    ask(subscription)
    draft = page("Filmabend")
    draft.summary = "Noch nicht fertig."
    draft.save_revision()
    source.change("Hauptstraße 1", "Hauptstraße 2")

    ask(subscription)

    stored = page("Filmabend")
    latest = stored.get_latest_revision_as_object()
    assert stored.place_address == latest.place_address == "Hauptstraße 2"
    assert stored.summary == "Wir zeigen einen Film über Gärten."
    assert latest.summary == "Noch nicht fertig."
    assert stored.has_unpublished_changes


def test_an_event_that_is_gone_is_marked_and_stays(subscribe, ask, source):
    subscription = subscribe()
    ask(subscription)
    gone, source.events = source.events[0], source.events[1:]

    state = ask(subscription)

    assert page("Filmabend").live
    assert EventOrigin.objects.get(event=page("Filmabend")).gone_at
    assert "1 nicht mehr da" in state.counts

    source.events.append(gone)
    ask(subscription)
    assert EventOrigin.objects.get(event=page("Filmabend")).gone_at is None


def test_what_the_words_leave_out_now_is_marked_too(subscribe, ask):
    subscription = subscribe()
    ask(subscription)
    Subscription.objects.update(never_with="Gärten")

    state = ask(subscription)

    assert page("Filmabend").live
    assert EventOrigin.objects.get(event=page("Filmabend")).gone_at
    assert "1 nicht mehr da" in state.counts


def test_an_event_that_cannot_be_read_tonight_is_not_gone(subscribe, ask, source):
    subscription = subscribe()
    ask(subscription)
    source.change("DTSTART;TZID=Europe/Berlin:20261205T180000", "DTSTART:gestern")

    ask(subscription)

    assert EventOrigin.objects.get(event=page("Filmabend")).gone_at is None


def test_what_its_source_makes_private_is_withdrawn_once(subscribe, ask, source, town):
    subscription = subscribe()
    ask(subscription)
    source.change("SUMMARY:Filmabend", "CLASS:PRIVATE\nSUMMARY:Filmabend bei Frau Meier")

    state = ask(subscription)

    withdrawn = page("Filmabend")
    assert (withdrawn.live, page("Lauftreff").live) == (False, True)
    assert (withdrawn.origin.theirs, bool(withdrawn.origin.gone_at)) == ({}, True)
    told = "1 zurückgezogen, weil dort jetzt privat"
    assert told in state.counts
    assert LogEntry.objects.for_site(town.site).filter(message__contains=told).count() == 1

    withdrawn.get_latest_revision().publish()  # an editor knows better
    ask(subscription)
    assert page("Filmabend").live


def test_a_failure_is_told_in_german_and_the_last_good_state_stays(subscribe, ask, source, town):
    subscription = subscribe()
    ask(subscription)
    source.error = TooSlow("verein.example")

    ask(subscription)
    state = ask(subscription)

    assert "verein.example" in state.error
    assert state.succeeded_at is not None
    assert EventPage.objects.live().count() == 2
    failed = LogEntry.objects.for_site(town.site).filter(state="failed")
    assert failed.count() == 1  # not one each night


@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE html>", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"])
def test_what_is_no_calendar_changes_nothing(subscribe, ask, source, content):
    subscription = subscribe()
    ask(subscription)
    source.content = content

    assert ask(subscription).error
    assert EventPage.objects.live().count() == 2
    assert not EventOrigin.objects.filter(gone_at__isnull=False).exists()


def test_one_bad_event_does_not_keep_the_others_out(subscribe, ask, source):
    source.events.append("UID:kaputt\nSUMMARY:Fest\nDTSTART:gestern")

    state = ask(subscribe())

    assert "1 nicht übernommen" in state.counts
    assert "Zeile" in state.problems[0]
    assert EventPage.objects.count() == 2


def test_an_unchanged_calendar_is_not_read_again(subscribe, ask, source):
    source.etag = '"1"'
    subscription = subscribe()
    ask(subscription)
    source.change("Filmabend", "Filmnacht")  # a lie of the other side: the same ETag

    ask(subscription)

    assert source.asked == ["", '"1"']
    assert page("Filmabend")


def test_other_settings_read_it_again(subscribe, ask, source):
    source.etag = '"1"'
    subscription = subscribe(only_with="Film")
    ask(subscription)
    Subscription.objects.update(only_with="")

    ask(subscription)

    assert source.asked == ["", ""]
    assert EventPage.objects.count() == 2


def test_only_events_with_wanted_words_arrive(subscribe, ask):
    state = ask(subscribe(only_with="Kino, Garten, Gärten", never_with="Lauf"))

    assert list(EventPage.objects.values_list("title", flat=True)) == ["Filmabend"]
    assert "1 weggelassen" in state.counts


def test_foreign_categories_mean_what_the_town_says(subscribe, ask):
    gardens, sharing = (Category.objects.get(slug=slug) for slug in ("gaerten", "teilen"))
    subscription = subscribe(default_category=sharing)
    SubscriptionWord.objects.create(subscription=subscription, word="unsinn", category=gardens)

    ask(subscription)

    assert {each.slug for each in page("Filmabend").categories.all()} == {"gaerten", "bildung"}
    assert [each.slug for each in page("Lauftreff").categories.all()] == ["teilen"]


def test_an_event_that_is_over_is_not_begun_but_kept_up(subscribe, ask, source):
    subscription = subscribe()
    source.events = [source.events[0].replace("20261205", "20261105")]
    ask(subscription)

    assert not EventPage.objects.exists()


@pytest.mark.parametrize("wins", ["ours", "newer"])
def test_an_event_typed_by_hand_is_adopted_as_it_is(subscribe, ask, source, town, wins):
    typed = event(
        town, "Filmabend", start_date=date(2026, 12, 5), start_time=time(18), end_time=time(21)
    )
    subscription = subscribe(when_wins=wins, place_wins=wins, text_wins=wins)

    ask(subscription)
    ask(subscription)

    found = page("Filmabend")
    assert found.pk == typed.pk
    assert (found.place_name, found.summary) == (typed.place_name, typed.summary)
    assert (found.end_time, found.origin.label) == (time(21), "Verein")

    source.change("T200000", "T220000")
    ask(subscription)
    assert page("Filmabend").end_time == (time(22) if wins == "newer" else time(21))


def test_a_second_calendar_with_the_same_event_does_not_repeat_it(subscribe, ask):
    ask(subscribe())

    state = ask(subscribe(name="Dach", url="https://dach.example/termine.ics"))

    assert "2 weggelassen" in state.counts
    assert EventPage.objects.count() == 2


def test_two_towns_may_subscribe_to_the_same_calendar(subscribe, ask, other_town):
    ask(subscribe())
    ask(subscribe(other_town))

    assert EventPage.objects.count() == 4


def test_due_calendars_are_visited_and_the_others_are_not(subscribe, source, today):
    subscribe()
    subscribe(name="Aus", url="https://aus.example/a.ics", is_active=False)

    assert due.run(timezone.now()) == 1
    assert due.run(timezone.now()) == 0
    today.shift(timedelta(hours=24))
    assert due.run(timezone.now()) == 1


def test_our_own_fault_stops_no_other_calendar(subscribe, source, monkeypatch):
    def broken(*args, **kwargs):
        raise KeyError("ours")

    subscribe()
    monkeypatch.setattr("termintipps.subscriptions.visiting.read_calendar", broken)

    assert due.run(timezone.now()) == 1
    assert "Betrieb" in Subscription.objects.get().state.error


def test_a_night_without_news_costs_the_same_for_any_number(subscribe, ask, source, queries_of):
    subscription = subscribe()
    ask(subscription)
    few = queries_of(lambda: ask(subscription))
    source.events += [
        source.events[0].replace("film@", f"{number}@").replace("Filmabend", f"Film {number}")
        for number in range(6)
    ]
    ask(subscription)

    assert queries_of(lambda: ask(subscription)) == few
