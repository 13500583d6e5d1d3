"""Which uses of a thing a person may know of: Wagtail would count those of all tenants."""

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from kommunen.models import TenantModel
from kommunen.tenancy import pages_of, sees_all_towns, site_ids_of


def references_known_to(user: AbstractBaseUser, thing: Model) -> QuerySet[ReferenceIndex]:
    """References to a thing from the pages and rows of the user's towns; the centre's see all."""
    references = ReferenceIndex.get_references_to(thing)
    if sees_all_towns(user):
        return references
    page_type = ContentType.objects.get_for_model(Page)
    known = Q(base_content_type=page_type, object_id__in=keys_as_text(pages_of(user)))
    for content_type in _types_of_rows(references):
        model = content_type.model_class()
        rows = model._default_manager.filter(site__in=site_ids_of(user))
        known |= Q(base_content_type=content_type, object_id__in=keys_as_text(rows))
    return references.filter(known)


def keys_as_text(rows: QuerySet) -> QuerySet:
    """Keys as the reference index holds them. PostgreSQL does not cast by itself."""
    return rows.order_by().annotate(key=Cast("pk", CharField())).values("key")


def _types_of_rows(references: QuerySet[ReferenceIndex]) -> list[ContentType]:
    """Kinds of tenants' rows among those that refer."""
    keys = references.order_by().values_list("base_content_type", flat=True).distinct()
    types = [ContentType.objects.get_for_id(key) for key in keys]
    return [each for each in types if issubclass(each.model_class() or object, TenantModel)]
