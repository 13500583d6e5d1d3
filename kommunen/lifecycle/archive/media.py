"""Pictures and documents: a record for each, and its file in `media/`."""

from functools import partial
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from kommunen.lifecycle.belongings import rows_of
from kommunen.registry import PortablePart

from .arrival import Arrival
from .departure import Departure
from .form import CENTRAL, FILE, BadArchive, damaged, kind_of
from .records import Recorder
from .restoring import Restorer
from .rows import name_of

EXECUTED_BY_BROWSERS = frozenset({".htm", ".html", ".js", ".mjs", ".svg", ".xhtml", ".xml"})


def media_part() -> PortablePart:
    labels = (get_image_model()._meta.label, get_document_model()._meta.label)
    return PortablePart("media", 10, labels, _export, _restore)


def _export(departure: Departure) -> None:
    for model in (get_image_model(), get_document_model()):
        kind, recorder = kind_of(model), Recorder(departure)
        names, records = departure.own_names(kind, model), []
        for thing in rows_of(model, departure.kommune).order_by("pk").iterator(chunk_size=100):
            records.append(recorder.record(thing, names[str(thing.pk)]))
            if len(records) % 50 == 0:
                departure.tell(_("%(number)s files") % {"number": len(records)})
        if records:
            departure.writer.add_json(f"media/{kind}s.json", records)
        departure.count(kind, len(records))


def _restore(arrival: Arrival) -> None:
    for model in (get_image_model(), get_document_model()):
        kind = kind_of(model)
        for record in arrival.reader.records(f"media/{kind}s.json"):
            _restore_one(arrival, model, record, name_of(record, kind, ""))
        for record in arrival.reader.records(f"central/{kind}.json"):
            _restore_central(arrival, model, record, name_of(record, kind, CENTRAL))


def _restore_central(arrival: Arrival, model: type[models.Model], record: dict, name: str) -> None:
    """The same file in the centre here, else the town's own."""
    path = _path_of(record, name)
    with arrival.reader.unpacked(path) as file:
        content = model(file=File(file, PurePosixPath(path).name))
        twins = model.objects.filter(file_hash=_hash_of(content), file_hash__gt="")
        twin = twins.filter(collection__kommune__kind="zentrale").first()
    if twin:
        arrival.keep(name, twin)
        return
    _restore_one(arrival, model, record, name)


def _restore_one(arrival: Arrival, model: type[models.Model], record: dict, name: str) -> None:
    path, restorer = _path_of(record, name), Restorer(arrival)
    thing = model(**restorer.plain(model, record, name), collection=arrival.kommune.collection)
    created_at = thing.created_at
    with arrival.reader.unpacked(path) as file:
        upload = File(file, PurePosixPath(path).name)
        _check(model, upload, path)
        thing.file = upload
        _note_facts(thing)
        thing.save()
    arrival.saved_files.append((thing.file.storage, thing.file.name))
    if created_at:
        model.objects.filter(pk=thing.pk).update(created_at=created_at)
    arrival.keep(name, thing)
    arrival.accept(name)
    arrival.later(partial(restorer.fill_lists, thing, record, name))


def _check(model: type[models.Model], upload: File, path: str) -> None:
    """By the rules of the upload form: kind, size, pixels; nothing that a browser would run."""
    if PurePosixPath(path).suffix.lower() in EXECUTED_BY_BROWSERS:
        raise BadArchive(path, _("Files of this kind may carry scripts and are not allowed."))
    try:
        if issubclass(model, get_image_model()):
            WagtailImageField().clean(upload)
        else:
            model(file=upload).clean()
    except ValidationError as error:
        raise BadArchive(path, " ".join(map(str, error.messages))) from error
    finally:
        upload.seek(0)


def _note_facts(thing: models.Model) -> None:
    """Size and checksum, as Wagtail's forms write them."""
    if issubclass(type(thing), get_image_model()):
        thing._set_image_file_metadata()
    else:
        thing._set_document_file_metadata()
    thing.file.seek(0)


def _hash_of(thing: models.Model) -> str:
    _note_facts(thing)
    return thing.file_hash


def _path_of(record: dict, name: str) -> str:
    fields = record.get("fields")
    found = fields.get("file") if isinstance(fields, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get(FILE), str):
        raise damaged(name)
    return found[FILE]
