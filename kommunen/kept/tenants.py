"""The tenant of a request: its host and the moment of its last change by one small query.

All else that a request needs of it (site, start page, settings, logo, outline) is kept under that
moment, so that the large query is made once for each change instead of once for each request.
"""

from django.conf import settings
from django.core.cache import cache

from kommunen.models import Kommune


def seconds() -> int:
    """How long anything may be kept; 0: nothing is."""
    return getattr(settings, "KOMMUNEN_KEEP_PAGES_SECONDS", 0)


def tenant_at(hostname: str) -> Kommune | None:
    """The tenant that answers to this host name. One query, two after a change."""
    if not seconds():
        return Kommune.objects.serving(hostname).first()
    at_host = Kommune.objects.filter(site__hostname=hostname)
    found = at_host.values_list("pk", "changed_at").first()
    if found is None:
        return None
    key, changed_at = found
    name = f"kept-tenant:{key}:{hostname}:{changed_at.isoformat()}"
    kommune = cache.get(name)
    if kommune is None:
        kommune = Kommune.objects.serving(hostname).first()
        cache.set(name, kommune, seconds())
    return kommune
