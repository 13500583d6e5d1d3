from datetime import date, time

import pytest
from django.urls import reverse

from kommunen.models import Category, Role
from termintipps.models import CalendarEntry, EventOrigin, EventPage, Occurrence
from tests.factories.termintipps import change, event

LIST = "/admin/events/"
BULK = "/admin/bulk/wagtailcore/page/"
SATURDAY = date(2026, 12, 5)


@pytest.fixture
def publisher(town, client_for, member):
    return client_for(town, member(town, Role.FREIGABE))


@pytest.fixture
def editor(town, client_for, member):
    return client_for(town, member(town, Role.REDAKTION))


def act(client, action: str, *pages: EventPage, **fields):
    keys = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{BULK}{action}/?{keys}&next={LIST}", fields)


def shown(client, **asked) -> list[str]:
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return sorted(page.title for page in answer.context["object_list"])


def test_the_list_is_narrowed_by_day_state_repetition_and_category(publisher, town):
    kind = Category.objects.get(slug="teilen")
    event(town, "Basar", start_date=SATURDAY, categories=[kind])
    event(town, "Lauf", start_date=date(2026, 12, 3), rrule="FREQ=WEEKLY;BYDAY=TH")
    event(town, "Entwurf", draft=True)
    event(town, "Vorbei", start_date=date(2026, 11, 1))

    assert shown(publisher, day="2026-12-10") == ["Lauf"]
    assert shown(publisher, state="draft") == ["Entwurf"]
    assert shown(publisher, repeats="series") == ["Lauf"]
    assert shown(publisher, category=kind.pk) == ["Basar"]
    assert shown(publisher, when="over") == ["Vorbei"]
    assert shown(publisher, when="ahead") == ["Basar", "Lauf"]


def test_the_list_says_where_an_event_came_from(publisher, town):
    page = event(town)
    EventOrigin.objects.create(
        event=page, site=town.site, label="fest.ics", key="1", seen_at="2026-11-20T00:00Z"
    )

    assert "fest.ics" in publisher.get(LIST).text


def test_a_storm_cancels_all_dates_of_a_day_with_one_note(publisher, town):
    one = event(town, "Basar", start_date=SATURDAY)
    series = event(town, "Treff", start_date=date(2026, 11, 28), rrule="FREQ=WEEKLY;BYDAY=SA")
    other = event(town, "Sonntag", start_date=date(2026, 12, 6))

    answer = act(
        publisher, "cancel_events", one, series, other, day="2026-12-05", note="Sturmwarnung"
    )

    assert answer.status_code == 302
    cancelled = Occurrence.objects.filter(status="cancelled")
    assert {(each.event.title, each.date, each.note) for each in cancelled} == {
        ("Basar", SATURDAY, "Sturmwarnung"),
        ("Treff", SATURDAY, "Sturmwarnung"),
    }
    assert "2 Einträge wurden geändert" in publisher.get(LIST).text


def test_the_day_of_the_filter_stands_in_the_form(publisher, town):
    page = event(town)

    answer = publisher.get(f"{BULK}cancel_events/?id={page.pk}&next={LIST}?day=2026-12-05")

    assert 'value="2026-12-05"' in answer.text or 'value="05.12.2026"' in answer.text


def test_a_moved_date_is_cancelled_where_it_was_moved_to(publisher, town):
    moved = change(date(2026, 12, 3), "moved", new_date=SATURDAY, new_start_time=time(9))
    page = event(
        town,
        start_date=date(2026, 12, 3),
        rrule="FREQ=WEEKLY;BYDAY=TH",
        changes=[moved],
    )

    act(publisher, "cancel_events", page, day="2026-12-05", note="Sturm")

    date_found = Occurrence.objects.get(event=page, date=date(2026, 12, 3))
    assert (date_found.status, date_found.first_day) == ("cancelled", SATURDAY)


def test_an_open_draft_gets_the_cancellation_and_stays_a_draft(publisher, town):
    page = event(town, start_date=SATURDAY)
    page.summary = "Noch nicht fertig."
    page.save_revision()

    act(publisher, "cancel_events", page, day="2026-12-05", note="Sturm")

    stored = EventPage.objects.get(pk=page.pk)
    draft = stored.get_latest_revision_as_object()
    assert stored.summary != "Noch nicht fertig."
    assert draft.summary == "Noch nicht fertig."
    assert draft.date_changes.get().note == stored.date_changes.get().note == "Sturm"


def test_who_may_not_publish_prepares_the_cancellation(editor, town):
    page = event(town, start_date=SATURDAY)

    act(editor, "cancel_events", page, day="2026-12-05", note="Sturm")

    assert not Occurrence.objects.filter(status="cancelled").exists()
    assert EventPage.objects.get(pk=page.pk).has_unpublished_changes


def test_many_events_get_a_category(publisher, town):
    kind = Category.objects.get(slug="teilen")
    pages = [event(town, f"Termin {number}") for number in range(2)]

    act(publisher, "change_event_category", *pages, category=kind.pk, how="add")

    assert all([*EventPage.objects.get(pk=page.pk).categories.all()] == [kind] for page in pages)


def test_confirmed_events_say_so_and_keep_their_draft(publisher, town):
    page = event(town)
    page.summary = "Noch nicht fertig."
    page.save_revision()

    act(publisher, "mark_events_confirmed", page)

    stored = EventPage.objects.get(pk=page.pk)
    assert stored.calendar_entry.confirmed_on == date(2026, 11, 21)
    assert stored.has_unpublished_changes
    html = publisher.get(page.url).text.replace("\xa0", " ")
    assert "Von der Initiative bestätigt am 21. November 2026" in html


def test_no_draft_is_confirmed(publisher, town):
    act(publisher, "mark_events_confirmed", event(town, draft=True))

    assert not CalendarEntry.objects.exclude(confirmed_on=None).exists()


def test_who_may_not_publish_confirms_no_event(editor, town):
    act(editor, "mark_events_confirmed", event(town))

    assert not CalendarEntry.objects.exclude(confirmed_on=None).exists()


def test_another_towns_event_is_not_confirmed(publisher, other_town):
    act(publisher, "mark_events_confirmed", event(other_town))

    assert not CalendarEntry.objects.exclude(confirmed_on=None).exists()


def test_another_towns_event_stays_as_it_is(publisher, other_town):
    foreign = event(other_town, start_date=SATURDAY)

    act(publisher, "cancel_events", foreign, day="2026-12-05", note="Sturm")

    assert not Occurrence.objects.filter(status="cancelled").exists()


def test_a_copy_is_an_event_of_its_own(publisher, town):
    page = event(town, rrule="FREQ=WEEKLY;BYDAY=SA", changes=[change(SATURDAY, "cancelled")])
    EventOrigin.objects.create(
        event=page, site=town.site, label="fest.ics", key="1", seen_at="2026-11-20T00:00Z"
    )

    publisher.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        },
    )

    copy = EventPage.objects.get(slug="kopie")
    assert copy.rrule == page.rrule
    assert copy.date_changes.count() == 1
    assert copy.calendar_entry.uid != page.calendar_entry.uid
    assert not hasattr(copy, "origin")
