"""Runs what is due, job by job: one that fails stops no other, and no job runs twice at a time."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from kommunen.models.job import JobLease
from kommunen.registry import DueJob

LEASE = timedelta(minutes=15)
"""A job whose process was killed is free again when this is over, on the same machine at once.
A job that may take longer must bear two of its kind at a time (as the outbox does)."""

logger = logging.getLogger(__name__)


class State(Enum):
    DONE = "done"
    FAILED = "failed"
    BUSY = "busy"


@dataclass(frozen=True)
class Outcome:
    name: str
    state: State
    count: int = 0
    error: str = ""


def run_due(jobs: Iterable[DueJob], now: datetime) -> Iterator[Outcome]:
    """Run the jobs in turn and tell what came of each."""
    for job in jobs:
        until = JobLease.objects.take(job.name, now, LEASE)
        if until is None:
            yield Outcome(job.name, State.BUSY)
            continue
        try:
            yield Outcome(job.name, State.DONE, job.run(now))
        except Exception as error:  # one job must not stop the others
            logger.exception("The job %s failed", job.name)
            yield Outcome(job.name, State.FAILED, error=str(error) or type(error).__name__)
        finally:
            JobLease.objects.give_back(job.name, until)
