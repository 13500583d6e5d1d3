import os
import socket
import subprocess
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kommunen.due import LEASE, State, run_due
from kommunen.models import JobLease
from kommunen.registry import DueJob

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def job(name="feeds", run=lambda now: 3):
    return DueJob(name, run)


def broken(now):
    raise ValueError("Der Feed ist kein Kalender.")


def killed(now):
    raise SystemExit


def taken_by(holder):
    JobLease.objects.create(name="feeds", until=NOON + LEASE, holder=holder)


def states(jobs, now=NOON):
    return [outcome.state for outcome in run_due(jobs, now)]


def test_runs_every_job_and_tells_how_much_it_did():
    (outcome,) = run_due([job()], NOON)

    assert (outcome.name, outcome.state, outcome.count) == ("feeds", State.DONE, 3)


def test_a_job_gets_the_moment_of_the_run():
    seen = []

    def note(now):
        seen.append(now)
        return 0

    list(run_due([job(run=note)], NOON))

    assert seen == [NOON]


def test_a_job_that_fails_stops_no_other():
    assert states([job("a", broken), job("b")]) == [State.FAILED, State.DONE]


def test_a_job_that_another_machine_has_is_left_to_it():
    taken_by("web-2:4711")

    assert states([job()], NOON + timedelta(minutes=1)) == [State.BUSY]


@pytest.mark.parametrize("end", [lambda now: 0, broken])
def test_a_job_is_free_again_when_it_is_over(end):
    list(run_due([job(run=end)], NOON))

    assert states([job()], NOON) == [State.DONE]


def test_a_job_that_another_process_has_is_left_to_it():
    taken_by(f"{socket.gethostname()}:{os.getppid()}")

    assert states([job()], NOON + timedelta(minutes=1)) == [State.BUSY]


def test_a_job_whose_process_was_killed_is_free_at_once():
    process = subprocess.Popen(["true"])
    process.wait()
    taken_by(f"{socket.gethostname()}:{process.pid}")

    assert states([job()], NOON) == [State.DONE]


def test_a_job_of_a_machine_that_was_lost_is_free_again_after_the_lease():
    taken_by("web-2:4711")

    assert states([job()], NOON + LEASE) == [State.DONE]


def test_a_process_that_is_told_to_stop_frees_its_job():
    with pytest.raises(SystemExit):
        list(run_due([job(run=killed)], NOON))

    assert not JobLease.objects.exists()


def test_who_comes_back_late_does_not_free_the_job_of_another():
    until = JobLease.objects.take("feeds", NOON, LEASE)
    JobLease.objects.update(holder="web-2:4711")

    JobLease.objects.give_back("feeds", until)

    assert JobLease.objects.exists()


def test_the_command_prints_a_line_for_each_job_and_fails_if_one_failed(monkeypatch):
    jobs = [job("a"), job("b", broken), job("c")]
    monkeypatch.setattr("kommunen.management.commands.run_due.due_jobs", jobs)
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("run_due", stdout=out)

    assert out.getvalue().splitlines() == ["a: 3", "b: Der Feed ist kein Kalender.", "c: 3"]


def test_run_twice_it_does_no_harm():
    for _run in range(2):
        call_command("run_due", stdout=StringIO())
