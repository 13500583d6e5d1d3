"""Which fields of a model travel. All do, but what only this database can understand."""

from collections.abc import Iterator

from django.db import models
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail.models import Page

from .form import can_be_named

OF_THE_DATABASE = frozenset(
    {
        "alias_of",
        "depth",
        "draft_title",
        "file_hash",
        "file_size",
        "has_unpublished_changes",
        "height",
        "latest_revision_created_at",
        "live",  # stands beside the fields
        "locked",
        "locked_at",
        "numchild",
        "path",
        "translation_key",
        "url_path",
        "width",
    }
)
"""Place in the tree, state of the drafts, locks, and what is worked out from a file."""


def portable_fields(model: type[models.Model], skip: frozenset[str] = frozenset()) -> Iterator:
    """Fields with values of their own, and relations to things that travel, tags included."""
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        name = field.name
        if name in skip or (name in OF_THE_DATABASE and _is_wagtails(model, name)):
            continue
        if field.primary_key or _is_parent_link(field):
            continue
        is_relation = field.is_relation and not isinstance(field, TaggableManager)
        if is_relation and not can_be_named(field.related_model):
            continue
        yield field


def child_relations(model: type[models.Model]) -> list:
    """Child rows that travel inside their parent; Wagtail's comments name persons and stay."""
    return [
        relation
        for relation in get_all_child_relations(model)
        if not relation.related_model._meta.app_label.startswith("wagtail")
    ]


def _is_wagtails(model: type[models.Model], name: str) -> bool:
    """A field of this name may mean something else where no mixin of Wagtail's put it."""
    return issubclass(model, Page) or any(
        base.__module__.startswith("wagtail.") and hasattr(base, name) for base in model.__mro__
    )


def _is_parent_link(field: models.Field) -> bool:
    remote = getattr(field, "remote_field", None)
    return bool(remote and getattr(remote, "parent_link", False))
