"""The due job: visit the calendars whose time has come."""

from datetime import datetime

from kommunen.models import Kommune
from termintipps.models import Subscription

from .visiting import visit

AT_ONCE = 25  # visits of one run; each may take some seconds
SERVED = (Kommune.State.LIVE, Kommune.State.PREPARING)


def run(now: datetime) -> int:
    """Returns how many calendars were visited."""
    due = Subscription.objects.due(now).filter(site__kommune__state__in=SERVED)
    subscriptions = list(due.select_related("site", "default_category")[:AT_ONCE])
    for subscription in subscriptions:
        visit(subscription, now)
    return len(subscriptions)
