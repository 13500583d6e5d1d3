"""In whose record a change belongs."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from wagtail.models import Collection, Page, PageViewRestriction, Site

from kommunen.models import Kommune

COLLECTION = "collection"


def is_recorded(model: type[models.Model]) -> bool:
    """Whether changes of such rows belong in a record.

    Rows which the house derives or counts by itself say `is_audited = False`.
    """
    if issubclass(model, (Page, PageViewRestriction, Collection, Site, get_user_model())):
        return True
    if hasattr(model, "tenant_path"):
        return getattr(model, "is_audited", True)
    return _has_field(model, COLLECTION) or _points_to_a_site(model)


def tenants_of(thing: models.Model) -> list[Kommune]:
    """The tenants whose thing this is; the centre for what is central, none for what is nobody's.

    A person belongs to every town in which he or she holds a role.
    """
    if isinstance(thing, Kommune):
        return [thing]
    if isinstance(thing, get_user_model()):
        return list(_light().filter(pk__in=thing.memberships.values("kommune")))
    found = _owner_of(thing)
    return [found] if found else []


def _light() -> models.QuerySet[Kommune]:
    return Kommune.objects.order_by().defer("outline", "extent")


def _owner_of(thing: models.Model) -> Kommune | None:
    kommunen = _light()
    if isinstance(thing, Page):
        paths = kommunen.paths_above(thing)
        return kommunen.filter(site__root_page__path__in=paths).first()
    if isinstance(thing, Site):
        return kommunen.filter(site=thing.pk).first()
    if isinstance(thing, Collection):
        # The operator may have put collections below the tenant's, or beside them for all.
        paths = kommunen.paths_above(thing)
        return kommunen.filter(collection__path__in=paths).first() or _centre()
    if isinstance(thing, PageViewRestriction):
        return _owner_by_path(thing, "page")
    if hasattr(thing, "tenant_path"):
        return _owner_by_path(thing, thing.tenant_path)
    if _has_field(type(thing), COLLECTION):
        return _owner_by_path(thing, COLLECTION)
    if _points_to_a_site(type(thing)):
        return kommunen.filter(site=thing.site_id).first()
    return None


def _owner_by_path(thing: models.Model, path: str) -> Kommune | None:
    """Follow `tenant_path` from row to row; a row without a site belongs to the centre."""
    for step in path.split("__"):
        if isinstance(thing, Kommune):
            return thing
        try:
            thing = getattr(thing, step)
        except ObjectDoesNotExist:  # the parent is gone already
            return None
        if thing is None:
            return _centre()
        if isinstance(thing, Collection):
            break
    return _owner_of(thing)


def _centre() -> Kommune | None:
    return _light().filter(kind=Kommune.Kind.ZENTRALE).first()


def _has_field(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)


def _points_to_a_site(model: type[models.Model]) -> bool:
    """As Wagtail's redirects do."""
    return any(field.name == "site" and field.related_model is Site for field in model._meta.fields)
