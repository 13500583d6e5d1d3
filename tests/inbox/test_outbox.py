from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail as django_mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from inbox import outbox
from inbox.models import LogEntry, OutgoingMail
from tests.factories.inbox import MailFactory

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SERVERS = "tests.inbox.mail_servers."
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def server(settings):
    """Choose how the mail server behaves: `server("Down")`."""

    def choose(name):
        settings.EMAIL_BACKEND = SERVERS + name if name else LOCMEM

    return choose


def post(town, at=NOON, **fields):
    return outbox.post(town.site, MailFactory(**fields), at=at)


def run_until_given_up(at=NOON):
    """Run every ten minutes, as cron would, until nothing is left to try."""
    while OutgoingMail.objects.exclude(next_at=None).exists():
        at += timedelta(minutes=10)
        outbox.deliver_due(at)
    return at


def test_a_mail_leaves_at_once_from_our_own_address(town):
    entry = post(town)

    (sent,) = django_mail.outbox
    assert sent.from_email == "Mitmachen <absender@baukasten.example>"
    assert sent.extra_headers["Message-ID"].endswith("@baukasten.example>")
    assert entry.state == LogEntry.State.DONE
    assert entry.message == "An den Mailserver übergeben, für g…@v….example."


def test_what_was_sent_is_emptied(town):
    post(town)

    row = OutgoingMail.objects.get()
    assert (row.to, row.reply_to, row.subject, row.body) == ("", "", "", "")
    assert row.next_at is None


def test_the_same_key_is_the_same_mail(town):
    first = post(town, key="gleich")

    assert post(town, key="gleich") == first
    assert len(django_mail.outbox) == 1


def test_a_mail_server_that_is_down_loses_nothing(town, server):
    server("Down")
    entry = post(town)
    assert entry.state == LogEntry.State.WAITING
    assert "Der Mailserver war nicht erreichbar." in entry.message

    server(None)
    assert outbox.deliver_due(NOON) == 0  # not due yet
    assert outbox.deliver_due(NOON + timedelta(minutes=1)) == 1
    entry.refresh_from_db()
    assert entry.state == LogEntry.State.DONE
    assert len(django_mail.outbox) == 1


def test_pauses_grow(town, server):
    server("Greylisting")
    post(town)
    pauses, at = [], NOON
    for _try in range(4):
        next_at = OutgoingMail.objects.get().next_at
        pauses.append(next_at - at)
        at = next_at
        outbox.deliver_due(at)

    assert pauses == outbox.DELAYS[:4]


def test_an_outage_is_told_to_the_operator_and_costs_the_others_no_try(town, server):
    server("Down")
    post(town)
    post(town)

    with pytest.raises(ConnectionError, match="nicht erreichbar"):
        outbox.deliver_due(NOON + timedelta(minutes=1))

    assert sorted(OutgoingMail.objects.values_list("attempts", flat=True)) == [1, 2]


def test_after_the_last_try_the_log_says_so_and_the_text_goes_when_its_time_is_over(town, server):
    server("Greylisting")
    entry = post(town)

    at = run_until_given_up()

    entry.refresh_from_db()
    assert at - NOON < outbox.KEEP_UNSENT_TEXT
    assert entry.state == LogEntry.State.FAILED
    assert entry.message.startswith("Aufgegeben nach 9 Versuchen, für g…@v….example.")
    assert "28. November 2026" in entry.message
    assert OutgoingMail.objects.get().body

    assert outbox.forget(NOON + outbox.KEEP_UNSENT_TEXT + timedelta(seconds=1)) == 1
    row = OutgoingMail.objects.get()
    assert (row.to, row.reply_to, row.body) == ("", "", "")


def test_an_address_that_does_not_exist_is_given_up_at_once(town, server):
    server("UnknownAddress")

    entry = post(town)

    assert entry.state == LogEntry.State.FAILED
    assert "nimmt die Adresse nicht an (Code 550)" in entry.message
    assert OutgoingMail.objects.get().next_at is None


def test_a_wrong_password_of_ours_is_no_reason_to_give_up(town, server):
    server("WrongPassword")

    assert post(town).state == LogEntry.State.WAITING


def test_a_process_killed_before_sending_leaves_the_mail_to_the_next(town, server):
    server("Killed")
    with pytest.raises(SystemExit):
        post(town)
    server(None)

    assert outbox.deliver_due(NOON + timedelta(minutes=1)) == 0  # the lease still runs
    assert outbox.deliver_due(NOON + outbox.LEASE) == 1
    assert len(django_mail.outbox) == 1


def test_a_mail_that_kills_every_process_is_given_up(town, server):
    server("Killed")
    with pytest.raises(SystemExit):
        post(town)
    at = NOON
    for _try in outbox.DELAYS:
        at += outbox.LEASE
        with pytest.raises(SystemExit):
            outbox.deliver_due(at)

    assert outbox.deliver_due(at + outbox.LEASE) == 0
    entry = LogEntry.objects.get()
    assert entry.state == LogEntry.State.FAILED
    assert "zu oft unterbrochen" in entry.message


def test_two_processes_do_not_take_the_same_mail(town, server):
    server("Down")
    post(town)
    at = NOON + timedelta(minutes=1)
    seen_by_one = OutgoingMail.objects.due(at).get()
    seen_by_two = OutgoingMail.objects.due(at).get()

    assert OutgoingMail.objects.claim(seen_by_one, until=at + outbox.LEASE)
    assert not OutgoingMail.objects.claim(seen_by_two, until=at + outbox.LEASE)


def test_who_lost_the_lease_does_not_overwrite_the_outcome(town, server, monkeypatch):
    server("Down")
    post(town)
    server(None)

    def sends_while_another_process_takes_over(row):
        OutgoingMail.objects.filter(pk=row.pk).update(next_at=NOON + timedelta(days=1))

    monkeypatch.setattr(outbox, "_send", sends_while_another_process_takes_over)
    outbox.deliver_due(NOON + timedelta(minutes=1))

    assert LogEntry.objects.get().state == LogEntry.State.WAITING
    assert OutgoingMail.objects.get().body


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_refuses_to_send_what_a_transaction_could_take_back(town):
    with pytest.raises(RuntimeError), transaction.atomic():
        post(town)

    assert not django_mail.outbox


def test_the_log_is_kept_for_30_days(town):
    post(town)

    assert outbox.forget(NOON + timedelta(days=30)) == 0
    outbox.forget(NOON + timedelta(days=30, seconds=1))
    assert not LogEntry.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_text_whose_time_is_over_while_nobody_ran_anything_is_told(town, server):
    server("Down")
    entry = post(town)

    outbox.forget(NOON + timedelta(days=8))

    entry.refresh_from_db()
    assert entry.state == LogEntry.State.FAILED
    assert "nach Ablauf der Frist gelöscht" in entry.message
    assert OutgoingMail.objects.get().next_at is None


@pytest.mark.parametrize("name", ["Down", "Greylisting", "UnknownAddress", "WrongPassword", None])
def test_no_address_and_no_text_in_any_log(town, server, caplog, name):
    server(name)

    entry = post(town)

    written = caplog.text + "".join(str(value) for value in vars(entry).values())
    for secret in ("garten@verein", "erika@", "Werkzeug"):
        assert secret not in written


def test_the_operator_can_take_up_again_what_was_given_up(town, other_town, server):
    server("UnknownAddress")
    post(town, at=timezone.now())
    post(other_town, at=timezone.now())
    server(None)

    out = StringIO()
    call_command("retry_mail", host=town.site.hostname, stdout=out)

    assert "1 Mail (Stadt Musterstadt)" in out.getvalue()
    assert outbox.deliver_due(timezone.now()) == 1
    assert LogEntry.objects.for_site(town.site).get().state == LogEntry.State.DONE
    assert LogEntry.objects.for_site(other_town.site).get().state == LogEntry.State.FAILED


def test_run_due_sends_what_waits(town, server, time_machine):
    server("Down")
    post(town, at=timezone.now())
    server(None)
    time_machine.move_to(timezone.now() + timedelta(minutes=2))

    out = StringIO()
    call_command("run_due", stdout=out)

    assert "outgoing-mail: 1" in out.getvalue()
    assert len(django_mail.outbox) == 1
