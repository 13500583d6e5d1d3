"""What a town knows of people who no longer work for it is not kept for ever."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction

from kommunen.models import Person

KEPT_AFTER_END = timedelta(days=365)
"""So long somebody may come back with the former roles; parental leave is shorter or known."""


def forget(at: datetime) -> int:
    """Delete entries of people gone for a year, and accounts no town knows any more.

    Only accounts that ending has put to sleep go; pages they wrote stay, without the name.
    Sessions that have run out go too. Returns how many rows.
    """
    gone = Person.objects.filter(ended_at__lt=at - KEPT_AFTER_END)
    with transaction.atomic():
        users = list(gone.values_list("user", flat=True))
        number = gone.delete()[0]
        for user in get_user_model().objects.filter(pk__in=users, is_active=False):
            is_known = Person.objects.filter(user=user).exists() or user.groups.exists()
            if not user.has_usable_password() and not is_known and not user.is_superuser:
                user.delete()
                number += 1
    return number + Session.objects.filter(expire_date__lt=at).delete()[0]
