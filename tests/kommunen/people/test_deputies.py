"""A deputy holds another's roles from the first day to the last, and not a day longer."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kommunen.models import Deputyship, Role
from kommunen.people.deputies import arrange, settle, settle_all
from kommunen.people.roles import grant, revoke, roles_of

from .conftest import arrived

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 14)
BOTH = {Role.REDAKTION, Role.FREIGABE}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def absent(town, member):
    return arrived(town, member(town, Role.FREIGABE))


@pytest.fixture
def deputy(town, member):
    return arrived(town, member(town, Role.REDAKTION))


@pytest.fixture
def deputyship(town, absent, deputy, time_machine_at):
    time_machine_at(FIRST - timedelta(days=3))
    return arrange(town, absent, deputy, FIRST, LAST)


@pytest.fixture
def time_machine_at(monkeypatch):
    """`arrange` begins today; the tests say which day that is."""

    def at(day: date) -> None:
        monkeypatch.setattr("kommunen.people.deputies.timezone.now", lambda: noon(day))

    return at


@pytest.mark.parametrize(
    ("day", "roles"),
    [
        (FIRST - timedelta(days=1), {Role.REDAKTION}),
        (FIRST, BOTH),
        (LAST, BOTH),
        (LAST + timedelta(days=1), {Role.REDAKTION}),
    ],
)
def test_roles_are_lent_for_these_days_only(town, deputy, deputyship, day, roles):
    settle(town, noon(FIRST - timedelta(days=1)))
    if day > LAST:
        settle(town, noon(FIRST))
    settle(town, noon(day))

    assert roles_of(deputy, town) == roles
    groups = deputy.groups.values_list("kommune_group__role", flat=True)
    assert set(groups) == {role.value for role in roles}


def test_running_twice_changes_nothing_more(deputyship):
    assert settle_all(noon(FIRST)) == 1
    assert settle_all(noon(FIRST)) == 0


def test_due_work_lends_and_takes_back(town, absent, deputy, deputyship):
    today = timezone.localdate()
    Deputyship.objects.update(starts_on=today, ends_on=today)
    call_command("run_due", verbosity=0)
    assert roles_of(deputy, town) == BOTH

    Deputyship.objects.update(starts_on=today, ends_on=today - timedelta(days=1))
    call_command("run_due", verbosity=0)
    assert roles_of(deputy, town) == {Role.REDAKTION}


def test_what_somebody_holds_for_good_stays_theirs(town, deputy, deputyship):
    settle(town, noon(FIRST))
    settle(town, noon(LAST + timedelta(days=1)))

    assert Role.REDAKTION in roles_of(deputy, town)


def test_what_two_lend_stays_as_long_as_one_does(town, absent, deputy, deputyship, member):
    second = get_user_model().objects.create_user("zweite", "zweite@stadt.example")
    grant(second, town, Role.FREIGABE)
    settle(town, noon(FIRST))
    arrange(town, second, deputy, FIRST, LAST + timedelta(days=7))

    settle(town, noon(LAST + timedelta(days=1)))

    assert roles_of(deputy, town) == BOTH


def test_roles_only_borrowed_are_not_lent_on(town, absent, deputy, deputyship):
    third = get_user_model().objects.create_user("dritte", "dritte@stadt.example")
    grant(third, town, Role.VERWALTUNG)
    settle(town, noon(FIRST))
    arrange(town, deputy, third, FIRST, LAST)
    settle(town, noon(FIRST))

    assert roles_of(third, town) == {Role.VERWALTUNG, Role.REDAKTION}


def test_a_role_taken_from_the_absent_goes_from_the_deputy_too(town, absent, deputy, deputyship):
    settle(town, noon(FIRST))
    revoke(absent, town, Role.FREIGABE)

    settle(town, noon(FIRST))

    assert roles_of(deputy, town) == {Role.REDAKTION}


def test_an_account_that_is_deleted_lends_nothing_any_more(town, absent, deputy, deputyship):
    settle(town, noon(FIRST))
    absent.delete()

    settle(town, noon(FIRST))

    assert roles_of(deputy, town) == {Role.REDAKTION}
    assert deputy.groups.count() == 1


def test_a_borrowed_verwaltung_is_not_the_last_one(verwaltung, town, deputy, person_of):
    me = get_user_model().objects.get(email="verwaltung@musterstadt.example")
    today = timezone.localdate()
    arrange(town, me, deputy, today, today)
    assert Role.VERWALTUNG in roles_of(deputy, town)

    verwaltung.post(reverse("kommunen_people:end", args=[person_of(town, me).pk]))

    assert Role.VERWALTUNG in roles_of(me, town)


def test_saving_the_deputys_form_does_not_make_lent_roles_their_own(
    verwaltung, town, absent, deputy, person_of
):
    today = timezone.localdate()
    arrange(town, absent, deputy, today, today)
    url = reverse("kommunen_people:edit", args=[person_of(town, deputy).pk])

    form = verwaltung.get(url).context["form"]
    verwaltung.post(url, {"roles": form.initial["roles"]})
    assert roles_of(deputy, town) == BOTH
    settle(town, noon(today + timedelta(days=1)))

    assert roles_of(deputy, town) == {Role.REDAKTION}


def test_deactivating_who_is_away_ends_it(verwaltung, town, absent, deputy, person_of):
    today = timezone.localdate()
    arrange(town, absent, deputy, today, today)

    verwaltung.post(reverse("kommunen_people:end", args=[person_of(town, absent).pk]))

    assert roles_of(deputy, town) == {Role.REDAKTION}


# --- The form


@pytest.fixture
def fields(town, absent, deputy, person_of):
    today = timezone.localdate()
    return {
        "absent": person_of(town, absent).pk,
        "deputy": person_of(town, deputy).pk,
        "starts_on": f"{today:%Y-%m-%d}",
        "ends_on": f"{today:%Y-%m-%d}",
    }


URL = "/admin/people/deputies/"


def test_the_form_shows_first_what_it_will_do(verwaltung, town, deputy, fields):
    page = verwaltung.post(URL, fields).content.decode()
    assert "diese Rollen bekommen: Freigabe?" in page
    assert roles_of(deputy, town) == {Role.REDAKTION}

    verwaltung.post(URL, {**fields, "yes": "1"})
    assert roles_of(deputy, town) == BOTH


def test_both_read_it_on_their_first_page(verwaltung, client_for, town, absent, deputy, fields):
    verwaltung.post(URL, {**fields, "yes": "1"})

    assert "vertritt Sie" in client_for(town, absent).get("/admin/").content.decode()
    assert "Sie vertreten" in client_for(town, deputy).get("/admin/").content.decode()


def test_it_can_be_ended_at_once(verwaltung, town, deputy, fields):
    verwaltung.post(URL, {**fields, "yes": "1"})

    verwaltung.post(f"{URL}{Deputyship.objects.get().pk}/end/")

    assert roles_of(deputy, town) == {Role.REDAKTION}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_on": "2026-01-01"}, "letzte Tag liegt vor dem ersten"),
        ({"starts_on": "2020-01-01", "ends_on": "2020-01-02"}, "schon vorbei"),
        ({"ends_on": "2999-01-01"}, "Höchstens ein Jahr"),
        ({"deputy": "absent"}, "zwei verschiedene Personen"),
    ],
)
def test_days_and_people_that_cannot_be_are_refused(verwaltung, fields, change, sentence):
    sent = {**fields, **change, "yes": "1"}
    sent["deputy"] = fields["absent"] if sent["deputy"] == "absent" else sent["deputy"]

    assert sentence in verwaltung.post(URL, sent).content.decode()
    assert not Deputyship.objects.exists()


def test_nobody_of_another_town_steps_in(verwaltung, town, other_town, member, fields, person_of):
    stranger = member(other_town, Role.VERWALTUNG)
    sent = {**fields, "deputy": person_of(other_town, stranger).pk, "yes": "1"}

    page = verwaltung.post(URL, sent).content.decode()

    assert not Deputyship.objects.exists()
    assert "nachbarstadt" not in page


def test_a_foreign_deputyship_does_not_exist(verwaltung, other_town, member):
    one, two = member(other_town, Role.FREIGABE), member(other_town, Role.REDAKTION)
    foreign = arrange(other_town, one, two, timezone.localdate(), timezone.localdate())

    assert verwaltung.post(f"{URL}{foreign.pk}/end/").status_code == 404
    assert roles_of(two, other_town) == BOTH
