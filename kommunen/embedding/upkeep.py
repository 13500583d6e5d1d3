"""Checked pages are looked at again by themselves; what is too old to tell anything goes."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.utils import timezone

from kommunen.models import EmbedCheck, Kommune

from .checking import look_at, verdict

AGAIN_AFTER = timedelta(days=7)
AT_ONCE = 20  # pages of one run; each takes up to 20 seconds


def check_page(kommune: Kommune, url: str) -> EmbedCheck:
    """Check a page now, and keep what was found in place of what was found before."""
    findings = look_at(kommune, url)
    kept, _created = EmbedCheck.objects.update_or_create(
        kommune=kommune,
        url=url,
        defaults={
            "state": verdict(findings),
            "findings": [asdict(each) for each in findings],
            "checked_on": timezone.localdate(),
        },
    )
    return kept


def check_again(now: datetime) -> int:
    """Check what was last checked a week ago, of towns that are live."""
    before = timezone.localdate(now) - AGAIN_AFTER
    due = EmbedCheck.objects.filter(
        checked_on__lte=before, kommune__state=Kommune.State.LIVE
    ).order_by("checked_on", "pk")[:AT_ONCE]
    for each in due:
        check_page(Kommune.objects.complete().get(pk=each.kommune_id), each.url)
    return len(due)
