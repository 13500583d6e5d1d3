"""Whose a row is that an editor writes, and what it may name."""

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Site

from kommunen.desk.references import foreign_references
from kommunen.models import Kommune, TenantModel
from kommunen.tenancy import is_bound, kommune_for


def owner_of_new_row(request: HttpRequest) -> Site | None:
    """The site a new row belongs to; None (central) on the central site's host."""
    kommune = kommune_for(request)
    return None if kommune.is_central else kommune.site


def names_foreign_things(row: TenantModel, request: HttpRequest) -> list[str]:
    """What the row names although it belongs to a third tenant; only members are bound by it."""
    if not is_bound(request.user):
        return []
    owner = Q(kind=Kommune.Kind.ZENTRALE) if row.site_id is None else Q(site=row.site_id)
    return foreign_references(row, Kommune.objects.complete().get(owner))
