"""Which days a series has: its rule, further dates, without the holidays it heeds."""

from datetime import date

import pytest

from kommunen.models import Role
from termintipps.models import Closure, EventPage
from termintipps.recurrence import Rule
from termintipps.series import Series, closed_days
from termintipps.upkeep import extend
from tests.factories.termintipps import change, event
from tests.termintipps.conftest import NOW

SATURDAYS = Rule.weekly([5])
START = date(2026, 12, 5)
AUTUMN = date(2026, 12, 12), date(2026, 12, 20)


def days(number: int, **facts) -> list[str]:
    found = Series(START, SATURDAYS, **facts).days(START, date(2027, 3, 1))
    return [f"{day:%d.%m.}" for day in found[:number]]


def test_further_dates_stand_among_those_of_the_rule():
    extra = frozenset({date(2026, 12, 9)})

    assert days(3, extra=extra) == ["05.12.", "09.12.", "12.12."]


def test_what_lies_before_the_first_day_is_no_date_of_the_series():
    assert days(1, extra=frozenset({date(2026, 12, 4)})) == ["05.12."]


def test_pauses_in_the_holidays():
    assert days(2, closed=closed_days([AUTUMN], public=False)) == ["05.12.", "26.12."]


def test_pauses_on_public_holidays_of_the_land():
    closed = closed_days([], public=True)

    assert days(4, closed=closed) == ["05.12.", "12.12.", "19.12.", "02.01."]  # not Boxing Day


@pytest.mark.parametrize(
    ("day", "is_closed"),
    [
        (date(2027, 5, 27), True),  # Corpus Christi, in North Rhine-Westphalia, not in Berlin
        (date(2027, 11, 1), True),
        (date(2027, 11, 2), False),
    ],
)
def test_knows_the_holidays_of_north_rhine_westphalia(day, is_closed):
    assert closed_days([], public=True)(day) == is_closed


def test_holidays_within_holidays_do_not_end_them():
    closed = closed_days([AUTUMN, (date(2026, 12, 14), date(2026, 12, 15))], public=False)

    assert closed(date(2026, 12, 19))


def test_a_further_date_holds_in_the_holidays_too():
    facts = {"closed": closed_days([AUTUMN], public=False), "extra": frozenset({AUTUMN[0]})}

    assert days(3, **facts) == ["05.12.", "12.12.", "26.12."]


@pytest.mark.django_db
class TestOnceStored:
    def test_an_event_on_a_few_days_needs_no_rule(self, town):
        page = event(town, further=[date(2026, 12, 9), date(2027, 1, 13)])

        assert page.is_series
        assert page.occurrences.count() == 3

    def test_central_holidays_hold_in_a_town_that_heeds_them(self, town):
        Closure.objects.create(name="Ferien", first_day=AUTUMN[0], last_day=AUTUMN[1])

        heeding = event(town, rrule=str(SATURDAYS), skips_school_holidays=True)
        other = event(town, "Anderes", rrule=str(SATURDAYS))

        assert not heeding.occurrences.filter(date__range=AUTUMN).exists()
        assert other.occurrences.filter(date__range=AUTUMN).count() == 2

    def test_holidays_of_the_neighbours_do_not_count(self, town, other_town):
        Closure.objects.create(
            site=other_town.site, name="Ferien", first_day=AUTUMN[0], last_day=AUTUMN[1]
        )

        page = event(town, rrule=str(SATURDAYS), skips_school_holidays=True)

        assert page.occurrences.filter(date__range=AUTUMN).count() == 2

    def test_new_holidays_reach_the_series_by_run_due(self, town):
        page = event(town, rrule=str(SATURDAYS), skips_school_holidays=True)
        Closure.objects.create(name="Ferien", first_day=AUTUMN[0], last_day=AUTUMN[1])

        extend(NOW)

        assert not page.occurrences.filter(date__range=AUTUMN).exists()

    def test_one_date_may_be_elsewhere(self, town):
        moved = change(date(2026, 12, 12), "elsewhere", place_name="Rathaus", note="Saal belegt.")

        page = event(town, rrule=str(SATURDAYS), changes=[moved])

        row = page.occurrences.get(date="2026-12-12")
        assert (row.place, row.note, row.status) == ("Rathaus", "Saal belegt.", "confirmed")

    def test_a_town_keeps_its_own_holidays_and_reads_the_central_ones(
        self, town, member, client_for
    ):
        central = Closure.objects.create(name="Landesferien", first_day=START, last_day=START)
        client = client_for(town, member(town, Role.REDAKTION))
        url = "/admin/snippets/termintipps/closure"

        client.post(
            f"{url}/add/",
            {"name": "Betriebsruhe", "first_day": "2026-12-24", "last_day": "2026-12-31"},
        )
        client.post(f"{url}/delete/{central.pk}/")

        assert Closure.objects.get(name="Betriebsruhe").site == town.site
        assert "Landesferien" in client.get(f"{url}/").content.decode()
        assert Closure.objects.filter(pk=central.pk).exists()

    def test_a_draft_keeps_the_new_fields(self, town):
        page = event(town, lat="51.3", lon="6.85", for_families=True, online_url_minutes=60)

        kept = page.latest_revision.as_object()

        assert isinstance(kept, EventPage)
        assert (kept.point.lat, kept.for_families, kept.online_url_minutes) == (51.3, True, 60)
