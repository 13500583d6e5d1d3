"""Tags of pictures and documents stand in one table for all; each town reads its own media's."""

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

SEEING = ("choose", "change", "add")


def tags_on(user: AbstractBaseUser, *models: type[Model]) -> QuerySet[Tag]:
    """Tags on those rows of the models that the user may choose: own and central media."""
    carried = Q(pk=None)
    for model in models:
        rows = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, SEEING
        )
        carried |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(model),
            taggit_taggeditem_items__object_id__in=rows.order_by().values("pk"),
        )
    return Tag.objects.filter(carried).annotate(item_count=Count("taggit_taggeditem_items"))


def popular_tags(user: AbstractBaseUser, model: type[Model], count: int) -> QuerySet[Tag]:
    """The tags used most on what the user sees, most used first."""
    return tags_on(user, model).order_by("-item_count", "name")[:count]


def tags_beginning_with(user: AbstractBaseUser, words: str, count: int) -> list[str]:
    """Names to complete what somebody types into a field of tags."""
    if not words:
        return []
    known = tags_on(user, get_image_model(), get_document_model())
    found = known.filter(name__istartswith=words).order_by("name")
    return list(found.values_list("name", flat=True)[:count])
