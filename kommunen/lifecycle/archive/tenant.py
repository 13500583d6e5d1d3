"""The tenant itself: `kommune.json`. What only the operator may set is taken over on demand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kommunen.hosts import normalise_hostname
from kommunen.models import Category, EmbedHost, HostAlias, Kommune, KommuneSettings
from kommunen.registry import PortablePart

from .arrival import Arrival
from .departure import Departure
from .form import TENANT_FILE, damaged
from .records import Recorder
from .restoring import Restorer

FOUNDED_WITH = frozenset({"name", "kind", "key", "changed_at", "outline", "extent", "state"})
"""Fields of `Kommune` that founding sets, or that follow from others."""
LISTS = frozenset({"hidden_categories"})  # written as slugs: only central rows can be hidden


def tenant_part() -> PortablePart:
    labels = (Kommune, KommuneSettings, HostAlias, EmbedHost)
    return PortablePart(
        "tenant", 0, tuple(model._meta.label for model in labels), _export, _restore
    )


def _export(departure: Departure) -> None:
    kommune, recorder = departure.kommune, Recorder(departure)
    settings = kommune.settings
    hidden = settings.hidden_categories.values_list("slug", flat=True) if settings.pk else []
    departure.writer.add_json(
        TENANT_FILE,
        {
            "name": kommune.name,
            "kind": kommune.kind,
            "key": kommune.key,
            "state": kommune.state,
            "host": kommune.site.hostname,
            "outline": kommune.outline,
            "fields": recorder.fields(kommune, TENANT_FILE, FOUNDED_WITH),
            "settings": {"fields": recorder.fields(settings, "settings", LISTS)},
            "hidden_categories": sorted(hidden),
            "aliases": sorted(kommune.aliases.values_list("hostname", flat=True)),
            "embed_hosts": sorted(kommune.embed_hosts.values_list("origin", flat=True)),
        },
    )


def _restore(arrival: Arrival) -> None:
    facts = arrival.reader.json(TENANT_FILE)
    if not isinstance(facts, dict) or not isinstance(facts.get("settings"), dict):
        raise damaged(TENANT_FILE)
    restorer = Restorer(arrival)
    values = restorer.plain(Kommune, facts, TENANT_FILE)
    values = {name: value for name, value in values.items() if name not in FOUNDED_WITH}
    if values:
        Kommune.objects.filter(pk=arrival.kommune.pk).update(**values)
    arrival.later(lambda: _restore_settings(arrival, restorer, facts))
    _restore_hosts(arrival, facts)


def _restore_settings(arrival: Arrival, restorer: Restorer, facts: dict) -> None:
    settings = KommuneSettings.objects.get(site=arrival.kommune.site)
    for name, value in restorer.plain(KommuneSettings, facts["settings"], "settings").items():
        setattr(settings, name, value)
    restorer.fill(settings, facts["settings"], "settings")
    settings.save()
    hidden = _texts(facts.get("hidden_categories", []))
    settings.hidden_categories.set(Category.objects.filter(site=None, slug__in=hidden))


def _restore_hosts(arrival: Arrival, facts: dict) -> None:
    """A foreign archive must not decide which names lead here and who shows us in a frame."""
    aliases, origins = _texts(facts.get("aliases", [])), _texts(facts.get("embed_hosts", []))
    if not arrival.takes_hosts:
        for each in aliases + origins:
            arrival.note(
                TENANT_FILE,
                _("“%(host)s” was not taken over; --with-hosts does so.") % {"host": each[:120]},
            )
        return
    rows = [HostAlias(kommune=arrival.kommune, hostname=each) for each in aliases]
    rows += [EmbedHost(kommune=arrival.kommune, origin=each) for each in origins]
    for row in rows:
        try:
            row.full_clean()
        except ValidationError as error:
            arrival.note(TENANT_FILE, f"{str(row)[:120]}: {' '.join(map(str, error.messages))}")
        else:
            row.save()
            arrival.accept(TENANT_FILE, str(row))


def founding_facts(facts: Any) -> dict[str, Any]:
    """Name, kind, key, state, host and outline, as far as they are of the right form."""
    if not isinstance(facts, dict) or not isinstance(facts.get("outline"), (dict, type(None))):
        raise damaged(TENANT_FILE)
    found = {name: facts.get(name) for name in ("name", "kind", "key", "state", "host")}
    if not all(isinstance(value, str) and len(value) <= 255 for value in found.values()):
        raise damaged(TENANT_FILE)
    if found["kind"] not in Kommune.Kind.values or found["state"] not in Kommune.State.values:
        raise damaged(TENANT_FILE)
    if not 0 < len(found["name"].strip()) <= 120:
        raise damaged(TENANT_FILE)
    normalise_hostname(found["host"])
    return found | {"outline": facts.get("outline")}


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise damaged(TENANT_FILE)
    return value
