"""Who is doing a due job just now."""

from datetime import datetime, timedelta

from django.db import models


class JobLeaseQuerySet(models.QuerySet):
    def take(self, name: str, at: datetime, length: timedelta) -> datetime | None:
        """Get the job for oneself; return the lease's end, None if another process has it."""
        until = at + length
        _lease, is_new = self.get_or_create(name=name, defaults={"until": until})
        if is_new or self.filter(name=name, until__lte=at).update(until=until):
            return until
        return None

    def give_back(self, name: str, until: datetime) -> None:
        """Free the job, unless the lease ran out meanwhile and another process took it."""
        self.filter(name=name, until=until).delete()


class JobLease(models.Model):
    """A job is taken until the moment `until`; then whoever comes next may have it."""

    name = models.CharField(max_length=100, unique=True)
    until = models.DateTimeField()

    objects = JobLeaseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
