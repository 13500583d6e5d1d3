"""What Django and Wagtail keep about a thing elsewhere: revisions, log, indexes, tags, sessions.

Such rows name their thing by content type and key, without a foreign key that would take them
along when it is deleted. They are found over all models, so that none is forgotten.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Exists, OuterRef
from taggit.models import Tag, TaggedItem
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from kommunen.models import AuditEntry, Kommune

AT_ONCE = 500  # keys in one statement

Keys = dict[type[models.Model], set]
"""Primary keys by model; those of pages stand under `Page`."""


def tags_of(keys: Keys) -> set[int]:
    """Keys of the tags that these things carry. Tags have no owner."""
    found = set()
    for model, pks in keys.items():
        kinds = _content_types(model)
        for some in _chunks(pks):
            rows = TaggedItem.objects.filter(content_type__in=kinds, object_id__in=some)
            found |= set(rows.values_list("tag", flat=True))
    return found


def remove_traces(keys: Keys) -> int:
    """Delete every row about these things; the things themselves may be gone already."""
    number = 0
    for holder, type_name, key_name in _holders():
        for model, pks in keys.items():
            kinds = _content_types(model)
            for some in _chunks(pks):
                found = holder._base_manager.filter(
                    **{f"{type_name}__in": kinds, f"{key_name}__in": [str(pk) for pk in some]}
                )
                number += found.delete()[0]
    for some in _chunks(keys.get(Page, ())):
        number += PageLogEntry.objects.filter(page_id__in=some).delete()[0]
    return number + _remove_nobodys_record(keys)


def _remove_nobodys_record(keys: Keys) -> int:
    """Lines about these things that stand in the record of no tenant."""
    number = 0
    for model, pks in keys.items():
        models_here = [each for each in apps.get_models() if issubclass(each, model)]
        labels = [each._meta.label_lower for each in models_here]
        for some in _chunks(pks):
            lines = AuditEntry.objects.filter(
                kommune=None, thing__in=labels, thing_id__in=[str(pk) for pk in some]
            )
            number += lines.exclude(thing=Kommune._meta.label_lower).delete()[0]
    return number


def remove_logs_of_the_gone(people: Iterable[int]) -> int:
    """Delete what the log says about things deleted earlier on which these people have worked."""
    people = list(people)
    pages = PageLogEntry.objects.filter(
        ~Exists(Page.objects.filter(pk=OuterRef("page_id"))), user__in=people
    )
    number = 0
    for some in _chunks(set(pages.values_list("page_id", flat=True))):
        number += PageLogEntry.objects.filter(page_id__in=some).delete()[0]
    things = ModelLogEntry.objects.filter(user__in=people).values_list("content_type", "object_id")
    for type_id, key in set(things):
        model = type_id and ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not model._base_manager.filter(pk=key).exists():
            entries = ModelLogEntry.objects.filter(content_type=type_id, object_id=key)
            number += entries.delete()[0]
    return number


def remove_unused_tags(tags: Iterable[int]) -> None:
    """Delete those of the tags that nothing carries any more."""
    for some in _chunks(set(tags)):
        Tag.objects.filter(
            ~Exists(TaggedItem.objects.filter(tag=OuterRef("pk"))), pk__in=some
        ).delete()


def end_sessions(people: Iterable[int]) -> None:
    """Sign these people out everywhere; sessions that are no rows are left to the cache."""
    engine = import_module(settings.SESSION_ENGINE)
    model = getattr(engine.SessionStore, "get_model_class", lambda: None)()
    wanted = {str(pk) for pk in people}
    if not wanted or model is None or not issubclass(model, AbstractBaseSession):
        return
    ended = [
        session.pk
        for session in model._base_manager.iterator(chunk_size=AT_ONCE)
        if str(session.get_decoded().get(SESSION_KEY)) in wanted
    ]
    for some in _chunks(ended):
        model._base_manager.filter(pk__in=some).delete()


def _holders() -> Iterator[tuple[type[models.Model], str, str]]:
    """Models that name a thing by content type and key: (model, name of the type, of the key)."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        for field in model._meta.concrete_fields:
            if field.related_model is not ContentType:
                continue
            key = field.name.replace("base_", "").replace("content_type", "object_id")
            if key in names and key != field.name:
                yield model, field.name, key


def _content_types(model: type[models.Model]) -> list[ContentType]:
    """Those under which a thing of this model may be named; for pages, those of all page types."""
    if model is not Page:
        return [ContentType.objects.get_for_model(model)]
    pages = [each for each in apps.get_models() if issubclass(each, Page)]
    return list(ContentType.objects.get_for_models(*pages).values())


def _chunks(keys: Iterable) -> Iterator[list]:
    keys = list(keys)
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
