"""Who is doing a due job just now."""

import os
import socket
from datetime import datetime, timedelta

from django.db import models


class JobLeaseQuerySet(models.QuerySet):
    def take(self, name: str, at: datetime, length: timedelta) -> datetime | None:
        """Get the job for this process; return the lease's end, None if another one has it."""
        mine = {"until": at + length, "holder": this_process()}
        lease, is_new = self.get_or_create(name=name, defaults=mine)
        if is_new:
            return mine["until"]
        if lease.until > at and not lease.is_orphaned:
            return None
        found = self.filter(pk=lease.pk, until=lease.until, holder=lease.holder)
        return mine["until"] if found.update(**mine) else None

    def give_back(self, name: str, until: datetime) -> None:
        """Free the job, unless the lease ran out meanwhile and another process took it."""
        self.filter(name=name, until=until, holder=this_process()).delete()


class JobLease(models.Model):
    """A job is taken until the moment `until`, or until its process is seen to be dead."""

    name = models.CharField(max_length=100, unique=True)
    until = models.DateTimeField()
    holder = models.CharField(max_length=300)  # machine and process, "web-1:4711"

    objects = JobLeaseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_orphaned(self) -> bool:
        """Whether the holder was killed. Of another machine nobody knows, so its lease runs."""
        machine, _colon, process = self.holder.rpartition(":")
        if machine != socket.gethostname():
            return False
        # A process that asks for what it holds is a new one with an old number (in a container).
        return int(process) == os.getpid() or not _is_running(int(process))


def this_process() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # sends nothing, only asks
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's process, but alive
        return True
    return True
