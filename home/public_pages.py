"""Which of a town's pages everybody may see: one answer for search, suggestions and sitemap."""

from django.db.models import QuerySet

from kommunen.models import Kommune
from kommunen.privacy import PublicPageQuerySet
from mitmachkarte.models import InitiativePage


def shown_to_all(pages: QuerySet, kommune: Kommune) -> QuerySet:
    """Those that are live, behind no password, and no entry hidden as outdated."""
    hidden = InitiativePage.objects.filter(status__hidden_at__isnull=False)
    shown = pages.live().exclude(pk__in=hidden.values("pk"))
    if kommune.has_private_pages:
        shown = shown.exclude(PublicPageQuerySet(pages.model).private_q())
    return shown
