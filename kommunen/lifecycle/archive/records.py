"""From an object of the database to its record in the archive."""

from typing import Any

from django.db import models
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin

from .departure import Departure
from .fields import child_relations, portable_fields
from .form import FILE, REF
from .streams import turn, turn_links, without_chance


class Recorder:
    """Writes down objects of one export."""

    def __init__(self, departure: Departure):
        self.departure = departure

    def record(self, thing: models.Model, name: str, skip: frozenset[str] = frozenset()) -> dict:
        """Name, fields and child rows of a thing; for a thing with drafts also its state."""
        found: dict[str, Any] = {"name": name, **self._contents(thing, name, skip)}
        if isinstance(thing, DraftStateMixin):
            found["live"] = thing.live
            if draft := self._draft(thing, name, skip):
                found["draft"] = draft
        return found

    def _contents(self, thing: models.Model, name: str, skip: frozenset[str]) -> dict:
        found: dict[str, Any] = {"fields": self.fields(thing, name, skip)}
        for relation in child_relations(type(thing)):
            accessor = relation.get_accessor_name()
            parent = frozenset({relation.field.name})
            rows = [self.fields(row, name, parent) for row in getattr(thing, accessor).all()]
            if rows:
                found.setdefault("children", {})[accessor] = rows
        return found

    def _draft(self, thing: models.Model, name: str, skip: frozenset[str]) -> dict | None:
        """The newest draft, if there is one that citizens do not see."""
        revision = thing.latest_revision
        if revision is None or (thing.live and not thing.has_unpublished_changes):
            return None
        found = self._contents(revision.as_object(), f"{name} (draft)", skip)
        scheduled = thing.scheduled_revision
        return {
            **found,
            "saved_at": revision.created_at,
            "approved_go_live_at": scheduled.approved_go_live_at if scheduled else None,
        }

    def fields(self, thing: models.Model, name: str, skip: frozenset[str] = frozenset()) -> dict:
        return {
            field.name: self._value(thing, field, f"{name}.{field.name}")
            for field in portable_fields(type(thing), skip)
        }

    def _value(self, thing: models.Model, field: Any, where: str) -> Any:
        if isinstance(field, StreamField):
            stream = getattr(thing, field.name)
            return turn(field.stream_block, stream.get_prep_value(), self._block, where)
        if isinstance(field, RichTextField):
            return self._rich_text(getattr(thing, field.name), where)
        if isinstance(field, TaggableManager):
            return sorted(tag.name for tag in getattr(thing, field.name).all())
        if isinstance(field, models.FileField):
            return self._file(thing, field, where)
        if field.many_to_many:
            rows = getattr(thing, field.name).all()
            found = (self._reference(field.related_model, row.pk, where) for row in rows)
            return [each for each in found if each]
        if field.is_relation:
            return self._reference(field.related_model, getattr(thing, field.attname), where)
        return field.value_from_object(thing)

    def _file(self, thing: models.Model, field: models.FileField, where: str) -> dict | None:
        file = getattr(thing, field.name)
        if not file:
            return None
        kind, _colon, number = where.rpartition(".")[0].partition(":")
        path = self.departure.add_file(kind, number, file)
        return {FILE: path} if path else None

    def _reference(self, model: type[models.Model], pk: Any, where: str) -> dict | None:
        if pk is None:
            return None
        name = self.departure.name(model, pk, where=where)
        return {REF: name} if name else None

    def _block(self, block: blocks.Block, value: Any, where: str) -> Any:
        if isinstance(block, blocks.ChooserBlock):
            return self._reference(block.model_class, value, where)
        if isinstance(block, blocks.RichTextBlock):
            return self._rich_text(value, where)
        return value

    def _rich_text(self, html: str, where: str) -> str:
        def name_target(model: type[models.Model], attributes: dict) -> dict | None:
            pk = attributes.pop("id", None)
            name = self.departure.name(model, pk, where=where) if pk else None
            return {**attributes, "ref": name} if name else None

        return turn_links(without_chance(html or ""), name_target)
