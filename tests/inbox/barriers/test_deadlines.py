"""Two weeks for an answer, six with an interim notice; the town is reminded in time."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from inbox import outbox
from inbox.barriers.cases import Reply, forget, reply
from inbox.barriers.reminders import remind
from inbox.models import BarrierCase
from kommunen.models import KommuneSettings, Role

pytestmark = pytest.mark.django_db
Stage = BarrierCase.Stage


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())


def sent(at: datetime) -> list[str]:
    """Subjects of the mails that `run_due` delivers now."""
    mail.outbox.clear()
    outbox.deliver_due(at)
    return [each.subject for each in mail.outbox]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 11, 2), Stage.OPEN),
        (date(2026, 11, 11), Stage.OPEN),
        (date(2026, 11, 12), Stage.SOON),
        (date(2026, 11, 16), Stage.SOON),
        (date(2026, 11, 17), Stage.LATE),
    ],
)
def test_a_report_says_how_urgent_it_is(case, day: date, stage: str):
    assert case.stage_on(day) == stage


def test_an_interim_notice_gives_six_weeks_from_the_first_day(case, town, member):
    editor = member(town, Role.REDAKTION)
    wait = Reply("Der Hersteller arbeitet daran.", is_interim=True)
    assert reply(case, wait, by=editor, at=noon(date(2026, 11, 16)))
    assert case.due_on == date(2026, 12, 14)
    assert case.answered_on is None


def test_there_is_one_extension_only(case, town, member):
    editor = member(town, Role.REDAKTION)
    wait = Reply("Es dauert.", is_interim=True)
    assert reply(case, wait, by=editor, at=noon(date(2026, 11, 10)))
    assert not reply(case, wait, by=editor, at=noon(date(2026, 11, 20)))


def test_the_town_is_reminded_once_before_the_day_and_once_after_it(case):
    days = [date(2026, 11, 2) + timedelta(days=number) for number in range(60)]
    reminders = {day: sent(noon(day)) for day in days if remind(noon(day))}
    assert reminders == {
        date(2026, 11, 12): ["Bald fällig: Antwort auf eine gemeldete Barriere"],
        date(2026, 11, 17): ["Überfällig: Antwort auf eine gemeldete Barriere"],
    }


def test_after_an_interim_notice_the_reminders_move_along(case, town, member):
    editor = member(town, Role.REDAKTION)
    assert remind(noon(date(2026, 11, 13)))
    reply(case, Reply("Es dauert.", is_interim=True), by=editor, at=noon(date(2026, 11, 14)))
    assert not remind(noon(date(2026, 11, 18)))
    assert remind(noon(date(2026, 12, 10)))
    assert not remind(noon(date(2026, 12, 14)))
    assert remind(noon(date(2026, 12, 15)))


def test_an_answered_report_reminds_nobody(case, town, member):
    reply(case, Reply("Behoben."), by=member(town, Role.FREIGABE), at=noon(date(2026, 11, 5)))
    assert not remind(noon(date(2026, 12, 24)))


def test_a_reminder_tells_nothing_of_the_report_itself(case):
    remind(noon(date(2026, 11, 12)))
    outbox.deliver_due(noon(date(2026, 11, 12)))
    (reminder,) = mail.outbox
    assert reminder.to == ["barrierefrei@stadt.example"]
    assert f"/admin/barrieren/{case.pk}/" in reminder.body
    assert "Tastatur" not in reminder.body
    assert "erika" not in reminder.body


def test_a_town_without_an_address_gets_no_mail_and_stops_nothing(case, town):
    KommuneSettings.objects.filter(site=town.site).update(contact_email="")
    assert remind(noon(date(2026, 11, 12))) == 0


def test_a_report_is_forgotten_a_year_after_its_answer(case, town, member):
    answered = noon(date(2026, 11, 5))
    reply(case, Reply("Behoben."), by=member(town, Role.FREIGABE), at=answered)
    assert forget(answered + timedelta(days=365)) == 0
    assert forget(answered + timedelta(days=366)) == 1


def test_an_open_report_is_never_forgotten(case):
    assert forget(noon(date(2029, 1, 1))) == 0
