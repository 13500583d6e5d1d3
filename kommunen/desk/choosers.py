"""What the page chooser offers: Wagtail alone would list the pages of every tenant."""

from django.db.models import Q
from django.http import HttpRequest
from wagtail.query import PageQuerySet

from kommunen.models import Kommune
from kommunen.tenancy import is_bound, site_ids_of


def only_own_and_central_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Narrow the chooser to the trees of the user's towns and of the centre."""
    if not is_bound(request.user):
        return pages
    roots = Kommune.objects.filter(
        Q(site__in=site_ids_of(request.user)) | Q(kind=Kommune.Kind.ZENTRALE)
    ).values_list("site__root_page__path", flat=True)
    below = Q()
    for path in roots:
        below |= Q(path__startswith=path)
    return pages.filter(below)
