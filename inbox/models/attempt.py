"""How often one connection has written lately, without keeping any address."""

from django.db import models

from kommunen.models import TenantModel


class DailySalt(TenantModel):
    """The salt of one day, shared by all tenants and processes. Deleted when the day is over."""

    is_shown_on_pages = False
    is_audited = False

    day = models.DateField(unique=True)
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.day}"


class Attempt(TenantModel):
    """One sending, told apart only by `inbox.throttle.digest_of`."""

    is_shown_on_pages = False
    is_audited = False

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["digest", "at"], name="attempt_digest_at")]

    def __str__(self) -> str:
        return f"{self.at}"
