"""Rows that are no pages: a list of records for each model, in `rows/<model>.json`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin

from kommunen.lifecycle.belongings import rows_of, way_of
from kommunen.models import Kommune, TenantModel
from kommunen.registry import PortablePart

from .arrival import Arrival
from .departure import Departure
from .drafts import restore_versions
from .form import CENTRAL, damaged, kind_of
from .records import Recorder
from .restoring import Restorer


def rows_part(
    label: str,
    rank: int,
    *,
    skip: frozenset[str] = frozenset(),
    seen: Callable[[Kommune], models.QuerySet] | None = None,
    prepare: Callable[[Arrival, models.Model, str], bool] | None = None,
) -> PortablePart:
    """A part of the archive with all rows that the tenant has of a model.

    Args:
        label: "app.Model".
        skip: Fields that are worked out anew.
        seen: Central rows which the town's citizens see although it refers to none of them.
        prepare: Is asked before a row is written: may change it; False leaves the row out.
    """
    rows = Rows(label, skip, seen, prepare)
    return PortablePart(label.lower(), rank, (label,), rows.export, rows.restore)


@dataclass(frozen=True)
class Rows:
    label: str
    skip: frozenset[str] = frozenset()
    seen: Callable[[Kommune], models.QuerySet] | None = None
    prepare: Callable[[Arrival, models.Model, str], bool] | None = field(default=None)

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def kind(self) -> str:
        return kind_of(self.model)

    @property
    def _has_slug(self) -> bool:
        return any(each.name == "slug" for each in self.model._meta.concrete_fields)

    def export(self, departure: Departure) -> None:
        recorder, names = Recorder(departure), departure.own_names(self.kind, self.model)
        rows = rows_of(self.model, departure.kommune).order_by("pk")
        records = [recorder.record(row, names[str(row.pk)], self.skip) for row in rows.iterator()]
        if records:
            departure.writer.add_json(f"rows/{self.kind}.json", records)
        departure.count(self.kind, len(records))
        if self.seen and not departure.kommune.is_central:
            departure.take_along(self.model, self.seen(departure.kommune))

    def restore(self, arrival: Arrival) -> None:
        central = f"central/{self.kind}.json"
        for record in arrival.reader.records(f"rows/{self.kind}.json"):
            self._restore_one(arrival, record, is_central=False)
        for record in arrival.reader.records(central):
            self._restore_central(arrival, record)

    def _restore_central(self, arrival: Arrival, record: dict) -> None:
        """Use the centre's row here; without one the town gets its own."""
        name = name_of(record, self.kind, CENTRAL)
        if twin := self._twin(record):
            arrival.keep(name, twin)
            return
        own = name.removeprefix(CENTRAL)
        if self._has_slug and arrival.knows(own):  # the town's own version takes its place anyway
            arrival.share(own, name)
            return
        is_empty = not Kommune.objects.filter(kind=Kommune.Kind.ZENTRALE).exists()
        if record.get("used") is not True and not is_empty:
            return
        self._restore_one(arrival, record, is_central=True)
        arrival.note(name, _("The centre here has nothing like it: it is now the town’s own."))

    def _restore_one(self, arrival: Arrival, record: dict, *, is_central: bool) -> None:
        name = name_of(record, self.kind, CENTRAL if is_central else "")
        if arrival.kommune.is_central and (twin := self._twin(record)):
            arrival.keep(name, twin)  # towns that were here before the centre use it
            return
        restorer = Restorer(arrival)
        thing = self.model(**restorer.plain(self.model, record, name))
        if way_of(self.model) == "site":
            is_shared = arrival.kommune.is_central and issubclass(self.model, TenantModel)
            thing.site = None if is_shared else arrival.kommune.site
        if isinstance(thing, DraftStateMixin):
            thing.live = False
        if self.prepare and not self.prepare(arrival, thing, name):
            return
        fixed = _dates(thing)
        thing.save()
        if fixed:
            self.model._base_manager.filter(pk=thing.pk).update(**fixed)
        arrival.keep(name, thing)
        arrival.accept(name)
        if isinstance(thing, DraftStateMixin) or restorer.is_left(self.model):
            arrival.later(partial(self._finish, restorer, thing, record, name))

    def _finish(self, restorer: Restorer, thing: models.Model, record: dict, name: str) -> None:
        restorer.fill(thing, record, name)
        fixed = _dates(thing)
        if isinstance(thing, DraftStateMixin):
            restore_versions(restorer, thing, record, name)
        else:
            thing.save()
        restorer.fill_lists(thing, record, name)
        if fixed:
            self.model._base_manager.filter(pk=thing.pk).update(**fixed)

    def _twin(self, record: dict) -> models.Model | None:
        """The centre's row of the same slug, or where there are no slugs, of the same name."""
        if not issubclass(self.model, TenantModel):
            return None
        names = {each.name for each in self.model._meta.concrete_fields}
        key = next(each for each in ("slug", "name", "title") if each in names)
        value = record.get("fields", {}).get(key)
        if not isinstance(value, str):
            return None
        return self.model._base_manager.filter(**{key: value, "site": None}).first()


def _dates(thing: models.Model) -> dict:
    """Values that Django would overwrite with now."""
    return {
        each.attname: getattr(thing, each.attname)
        for each in thing._meta.concrete_fields
        if (getattr(each, "auto_now", False) or getattr(each, "auto_now_add", False))
        and getattr(thing, each.attname) is not None
    }


def name_of(record: dict, kind: str, prefix: str) -> str:
    name = record.get("name")
    if not isinstance(name, str) or not name.startswith(f"{prefix}{kind}:") or len(name) > 400:
        raise damaged(f"{prefix}{kind}")
    return name
