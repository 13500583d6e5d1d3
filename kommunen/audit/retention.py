"""How long changes are remembered."""

from datetime import datetime, timedelta

from django.conf import settings
from wagtail.models import ModelLogEntry, PageLogEntry

from kommunen.models import AuditEntry

DEFAULT_DAYS = 730


def forget(at: datetime) -> int:
    """Delete what is older than `KOMMUNEN_KEEP_AUDIT_DAYS`; return how many lines.

    Wagtail's own log names the same people, so it goes at the same time; pages and their versions
    stay.
    """
    days = getattr(settings, "KOMMUNEN_KEEP_AUDIT_DAYS", DEFAULT_DAYS)
    oldest = at - timedelta(days=days)
    number, _models = AuditEntry.objects.filter(at__lt=oldest).delete()
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(timestamp__lt=oldest).delete()
    return number
