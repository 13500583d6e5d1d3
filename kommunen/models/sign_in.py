"""Attempts to sign in, for as long as they are counted."""

from django.db import models


class SignInAttempt(models.Model):
    """One attempt that has not succeeded. Neither name nor address can be read from it."""

    # Keyed hash of user name and network: one town's attacker must not lock anybody else out.
    digest = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"
