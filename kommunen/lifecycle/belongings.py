"""Which rows are a tenant's: found over all models, so that a new one cannot be forgotten."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from kommunen.models import Kommune

WAYS = {"wagtailredirects.Redirect": "site"}
"""Ways of models that are not ours and so cannot declare one."""


def tenant_models() -> Iterator[type[models.Model]]:
    """All models whose rows belong to tenants: our page types, and what has a way to its site."""
    for model in apps.get_models():
        if is_tenant_page(model) or way_of(model):
            yield model


def is_tenant_page(model: type[models.Model]) -> bool:
    """Whether it is a page type; Wagtail's own base is none."""
    return issubclass(model, Page) and model is not Page


def way_of(model: type[models.Model]) -> str:
    """Look-up from a row to its site or page: `tenant_path`, else the key to its parent page."""
    declared = getattr(model, "tenant_path", "") or WAYS.get(model._meta.label, "")
    if declared or issubclass(model, Page) or model._meta.app_label.startswith("wagtail"):
        return declared
    keys = [field for field in model._meta.fields if isinstance(field, ParentalKey)]
    return next((key.name for key in keys if issubclass(key.related_model, Page)), "")


def rows_of(model: type[models.Model], kommune: Kommune) -> models.QuerySet:
    """The tenant's rows of a model; of the central site also the central ones.

    Raises:
        LookupError: the model belongs to no tenant.
    """
    rows = model._base_manager.all()
    root = kommune.site.root_page
    if issubclass(model, Page):
        return rows.filter(path__startswith=root.path)
    if issubclass(model, (get_image_model(), get_document_model())):
        # The operator may have put collections below the tenant's.
        return rows.filter(collection__path__startswith=kommune.collection.path)
    way = way_of(model)
    if not way:
        raise LookupError(f"{model._meta.label} belongs to no tenant.")
    end = _end_of(model, way)
    if end is not Site:
        return rows.filter(**{f"{way}__path__startswith": root.path})
    own = Q(**{way: kommune.site})
    if kommune.is_central and getattr(model, "is_central", None) is not None:
        own |= Q(**{way: None})
    return rows.filter(own)


def _end_of(model: type[models.Model], way: str) -> type[models.Model]:
    for step in way.split("__"):
        model = model._meta.get_field(step).related_model
    return model
