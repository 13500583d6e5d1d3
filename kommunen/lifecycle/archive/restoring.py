"""From a record of the archive to a row, checked by the rules that the editor's forms have."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import features as rich_text_features

from .arrival import Arrival
from .fields import child_relations, portable_fields
from .form import BadArchive, damaged, reference
from .streams import turn, turn_links

UNREADABLE = (ValidationError, TypeError, ValueError, OverflowError, ArithmeticError)


class Restorer:
    """Turns records into rows of one import."""

    def __init__(self, arrival: Arrival):
        self.arrival = arrival

    def plain(self, model: type[models.Model], record: dict, where: str) -> dict[str, Any]:
        """Values that need no other row, by attribute name; and keys that must not be empty."""
        fields, found = _fields(record, where), {}
        for field in portable_fields(model):
            if field.name not in fields or _comes_later(field):
                continue
            place = f"{where}.{field.name}"
            if field.is_relation:
                found[field.attname] = self._key(field, fields[field.name], place)
            else:
                found[field.attname] = _cleaned(field, fields[field.name], place)
        return found

    def is_left(self, model: type[models.Model]) -> bool:
        """Whether rows of the model have anything that `plain` does not set."""
        return any(_comes_later(field) for field in portable_fields(model))

    def fill(self, thing: models.Model, record: dict, where: str) -> None:
        """Set what may name other rows: streams, rich text, keys; nothing is saved."""
        fields = _fields(record, where)
        for field in portable_fields(type(thing)):
            if field.name in fields and _comes_later(field) and not field.many_to_many:
                value = self._later_value(field, fields[field.name], f"{where}.{field.name}")
                setattr(thing, field.attname, value)

    def fill_lists(self, thing: models.Model, record: dict, where: str) -> None:
        """Set tags and relations to many rows; those that are not parental are saved at once."""
        fields = _fields(record, where)
        for field in type(thing)._meta.many_to_many:
            if field.name not in fields:
                continue
            place, values = f"{where}.{field.name}", fields[field.name]
            if not isinstance(values, list):
                raise damaged(place)
            if isinstance(field, TaggableManager):
                getattr(thing, field.name).set([_tag(value, place) for value in values])
            elif field in portable_fields(type(thing)):
                keys = [self._key(field, value, place) for value in values]
                model = field.related_model
                getattr(thing, field.name).set(model._base_manager.filter(pk__in=keys))

    def fill_children(self, thing: models.Model, record: dict, where: str) -> None:
        """Set the rows below a page; they are saved with it."""
        children = record.get("children", {})
        if not isinstance(children, dict):
            raise damaged(where)
        for relation in child_relations(type(thing)):
            accessor = relation.get_accessor_name()
            rows = children.get(accessor, [])
            if not isinstance(rows, list):
                raise damaged(where)
            model, parent = relation.related_model, relation.field.name
            made = []
            for fields in rows:
                place = f"{where}/{accessor}"
                row = model(**self.plain(model, {"fields": fields}, place))
                self.fill(row, {"fields": fields}, place)
                setattr(row, parent, thing)
                made.append(row)
            setattr(thing, accessor, made)

    def _later_value(self, field: models.Field, value: Any, where: str) -> Any:
        if isinstance(field, StreamField):
            turned = turn(field.stream_block, value, self._block, where)
            return field.to_python(turned or [])
        if isinstance(field, RichTextField):
            return self._rich_text(value, field.features, where)
        return self._key(field, value, where)

    def _key(self, field: models.Field, value: Any, where: str) -> Any:
        if value is None and field.null:
            return None
        name = reference(value)
        if name is None:
            raise damaged(where)
        return self.arrival.key(name, field.related_model, where)

    def _block(self, block: blocks.Block, value: Any, where: str) -> Any:
        if isinstance(block, blocks.ChooserBlock):
            name = reference(value)
            if value is not None and name is None:
                raise damaged(where)
            return name and self.arrival.key(name, block.model_class, where)
        if isinstance(block, blocks.RichTextBlock):
            return self._rich_text(value, block.features, where)
        if isinstance(block, blocks.RawHTMLBlock):
            raise BadArchive(where, _("Raw HTML is not allowed."))
        if value in (None, "", [], {}):
            return value
        try:
            return block.get_prep_value(block.clean(block.to_python(value)))
        except UNREADABLE as error:
            raise BadArchive(where, _sentence(error)) from error

    def _rich_text(self, html: Any, features: list[str] | None, where: str) -> str:
        """Cleaned as the editor cleans: what none of its features makes is dropped."""
        if not isinstance(html, str):
            raise damaged(where)
        if not html.strip():
            return ""

        def find_target(model: type[models.Model], attributes: dict) -> dict | None:
            if "id" in attributes:
                raise BadArchive(where, _("A reference by a database key is not allowed."))
            name = attributes.pop("ref", None)
            key = name and self.arrival.key(name, model, where)
            return {**attributes, "id": str(key)} if key else None

        allowed = features or rich_text_features.get_default_features()
        converter = ContentstateConverter(allowed)
        try:
            state = converter.from_database_format(turn_links(html, find_target))
            return converter.to_database_format(state)
        except (AssertionError, AttributeError, IndexError, KeyError, RecursionError) as error:
            raise damaged(where) from error  # markup on which the editor's parser breaks off


def _comes_later(field: models.Field) -> bool:
    if isinstance(field, (StreamField, RichTextField)) or field.many_to_many:
        return True
    return field.is_relation and field.null


def _fields(record: dict, where: str) -> dict:
    fields = record.get("fields")
    if not isinstance(fields, dict):
        raise damaged(where)
    return fields


def _cleaned(field: models.Field, value: Any, where: str) -> Any:
    """The value, valid for the field. An empty one may stand where a draft may leave it out."""
    if isinstance(field, models.FileField):
        return ""
    if isinstance(value, (dict, list)) and not isinstance(field, models.JSONField):
        raise damaged(where)
    try:
        if isinstance(field, (models.CharField, models.TextField)) and not isinstance(value, str):
            raise TypeError(field.name)
        found = field.to_python(value)
        if found in field.empty_values:
            return found if field.null or found is not None else field.get_default()
        return field.clean(found, None)
    except UNREADABLE as error:
        raise BadArchive(where, _sentence(error)) from error


def _tag(value: Any, where: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 100:
        raise damaged(where)
    return value


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError) and (messages := error.messages):
        return " ".join(map(str, messages))
    return _("This value cannot be read.")
