"""Which dates are found, whatever happens to the page."""

from datetime import date, datetime, time, timedelta

import pytest

from kommunen.models import Category
from termintipps import clock
from termintipps.models import CalendarEntry, EventPage, Occurrence
from termintipps.upkeep import extend, refresh
from tests.factories.termintipps import change, event, overview_of
from tests.termintipps.conftest import NOW

pytestmark = pytest.mark.django_db

SATURDAYS = {"start_date": date(2026, 12, 5), "rrule": "FREQ=WEEKLY;BYDAY=SA"}
FOUR_SATURDAYS = SATURDAYS | {"rrule": "FREQ=WEEKLY;BYDAY=SA;COUNT=4"}


def dates(page) -> list[date]:
    return list(Occurrence.objects.filter(event=page).values_list("date", flat=True))


def republish(page: EventPage, **fields) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_published_event_has_its_date(town):
    page = event(town)

    found = Occurrence.objects.get(event=page)
    assert clock.local(found.starts_at) == datetime(2026, 12, 5, 11, tzinfo=clock.BERLIN)
    assert clock.local(found.ends_at) == datetime(2026, 12, 5, 15, tzinfo=clock.BERLIN)
    assert found.site == town.site


def test_a_draft_has_none(town):
    assert dates(event(town, draft=True)) == []


def test_a_draft_of_a_published_event_changes_nothing(town):
    page = event(town)

    page.start_date = date(2026, 12, 6)
    page.save_revision()

    assert dates(page) == [date(2026, 12, 5)]


def test_a_series_reaches_24_months_ahead(town):
    found = dates(event(town, **SATURDAYS))

    assert found[0] == date(2026, 12, 5)
    assert date(2028, 11, 11) < found[-1] <= date(2028, 11, 21)


def test_left_out_dates_do_not_exist(town):
    page = event(town, **FOUR_SATURDAYS, changes=[change(date(2026, 12, 12))])

    assert dates(page) == [date(2026, 12, day) for day in (5, 19, 26)]


def test_a_cancelled_date_stays_and_says_so(town):
    reason = "Das Haus hat zu."
    page = event(town, changes=[change(date(2026, 12, 5), "cancelled", note=reason)])

    found = Occurrence.objects.get(event=page)
    assert (found.status, found.note) == ("cancelled", reason)


def test_a_moved_date_keeps_its_name_and_the_hours_that_nobody_changed(town):
    moved = change(date(2026, 12, 5), "moved", new_date=date(2026, 12, 6), new_start_time=time(12))
    page = event(town, changes=[moved])

    found = Occurrence.objects.get(event=page)
    assert (found.date, found.first_day) == (date(2026, 12, 5), date(2026, 12, 6))
    assert (found.start_time, found.end_time) == (time(12), time(15))


def test_an_unpublished_event_is_found_nowhere(town):
    page = event(town, **FOUR_SATURDAYS)

    page.unpublish()

    assert not Occurrence.objects.for_site(town.site).exists()


def test_publishing_again_brings_it_back(town):
    page = event(town, **FOUR_SATURDAYS)
    page.unpublish()

    republish(EventPage.objects.get(pk=page.pk))

    assert Occurrence.objects.for_site(town.site).count() == 4


def test_a_deleted_event_takes_its_dates_along(town):
    event(town, **FOUR_SATURDAYS).delete()

    assert not Occurrence.objects.exists()


def test_an_event_that_moves_to_another_town_is_found_there_only(town, other_town):
    page = event(town)

    page.move(overview_of(other_town), "last-child")

    assert not Occurrence.objects.for_site(town.site).exists()
    assert Occurrence.objects.for_site(other_town.site).count() == 1


def test_a_copy_is_another_event_with_its_own_uid(town):
    page = event(town, **FOUR_SATURDAYS)

    copy = page.copy(update_attrs={"slug": "kopie", "title": "Noch einer"}, keep_live=True)
    republish(EventPage.objects.get(pk=copy.pk))

    assert dates(copy) == dates(page)
    assert CalendarEntry.objects.values("uid").distinct().count() == 2


def test_a_copied_draft_gets_its_own_uid_when_it_is_published(town):
    page = event(town)
    copy = page.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    assert dates(copy) == []

    republish(EventPage.objects.get(pk=copy.pk))

    assert copy.calendar_entry.uid != page.calendar_entry.uid


def test_a_private_event_is_in_no_list(town):
    page = event(town)

    restriction = page.view_restrictions.create(restriction_type="login")
    assert not Occurrence.objects.for_site(town.site).exists()

    restriction.delete()
    assert Occurrence.objects.for_site(town.site).exists()


def test_a_new_rule_does_not_rewrite_the_past(town, today):
    page = event(town, **SATURDAYS)
    today.move_to(datetime(2026, 12, 14, 12, tzinfo=clock.BERLIN))
    page = EventPage.objects.get(pk=page.pk)

    republish(page, start_date=date(2026, 12, 6), rrule="FREQ=WEEKLY;BYDAY=SU", start_time=time(9))

    found = list(Occurrence.objects.filter(event=page)[:4])
    assert [each.date.day for each in found] == [5, 12, 20, 27]
    assert [each.start_time for each in found] == [time(11), time(11), time(9), time(9)]


def test_history_survives_that_an_event_is_withdrawn_for_a_while(town, today):
    page = event(town, **SATURDAYS)
    today.move_to(datetime(2026, 12, 14, 12, tzinfo=clock.BERLIN))

    EventPage.objects.get(pk=page.pk).unpublish()
    republish(EventPage.objects.get(pk=page.pk), rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=3")

    assert dates(page) == [date(2026, 12, day) for day in (5, 12, 19)]


def test_a_typing_error_in_the_past_was_never_announced(town):
    page = event(town, start_date=date(2025, 12, 5))

    republish(page, start_date=date(2026, 12, 5))

    assert dates(page) == [date(2026, 12, 5)]


def test_a_series_entered_late_has_the_dates_behind_it(town):
    page = event(town, start_date=date(2026, 10, 3), rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=3")

    assert dates(page) == [date(2026, 10, day) for day in (3, 10, 17)]


def test_is_safe_to_run_twice(town):
    page = event(town, **SATURDAYS)
    before = list(Occurrence.objects.values())

    refresh(page, NOW)

    assert list(Occurrence.objects.values()) == before


def test_costs_the_same_for_a_long_series(town, django_assert_max_num_queries):
    page = event(town, **SATURDAYS)

    with django_assert_max_num_queries(16):
        refresh(page, NOW + timedelta(days=30))


def test_sequence_counts_changes_that_other_calendars_see(town):
    page = event(town)
    assert page.calendar_entry.sequence == 0

    republish(page, cost="3 Euro")
    assert CalendarEntry.objects.get(event=page).sequence == 0

    republish(page, start_time=time(12))
    assert CalendarEntry.objects.get(event=page).sequence == 1


def test_publishing_an_old_draft_does_not_turn_the_sequence_back(town):
    page = event(town)
    old = page.latest_revision
    republish(page, start_time=time(12))
    republish(page, start_time=time(13))

    old.publish()

    assert CalendarEntry.objects.get(event=page).sequence == 3


def test_run_due_plans_further_ahead(town, today):
    page = event(town, **SATURDAYS)
    last = dates(page)[-1]
    later = NOW + timedelta(days=60)
    today.move_to(later)

    assert extend(later) == 1
    assert dates(page)[-1] > last + timedelta(days=50)
    assert extend(later) == 0


def test_run_due_leaves_finished_series_alone(town):
    event(town, rrule="FREQ=WEEKLY;BYDAY=SA;UNTIL=20270101")

    assert extend(NOW + timedelta(days=900)) == 0


def test_run_due_finds_events_that_no_signal_told_of(town):
    page = event(town)
    CalendarEntry.objects.all().delete()
    Occurrence.objects.all().delete()

    assert extend(NOW) == 1
    assert dates(page) == [date(2026, 12, 5)]


def test_a_dance_after_midnight_is_one_evening(town):
    page = event(town, start_time=time(22), end_date=date(2026, 12, 6), end_time=time(2))

    found = Occurrence.objects.get(event=page)
    assert (found.first_day, found.last_day) == (date(2026, 12, 5), date(2026, 12, 6))


def test_knows_its_kinds_for_the_lists(town):
    kind = Category.objects.get(slug="teilen")

    assert event(town, categories=[kind]).calendar_entry.category_ids == [kind.pk]
