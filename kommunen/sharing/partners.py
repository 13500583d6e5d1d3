"""Whom a town may ask: those around it, its Kreis, the centre, and any other by its name.

Never a list of all: a page must not notice how many towns there are.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kommunen.geo.outlines import neighbours
from kommunen.models import Kommune

DISTRICT = 5  # digits of a key that name the Kreis


def near(kommune: Kommune) -> QuerySet[Kommune]:
    """Live tenants next to this one, in its Kreis, or around both; by name. One query."""
    around = Q(kind=Kommune.Kind.ZENTRALE)
    if kommune.key:
        district = kommune.key[:DISTRICT]
        around |= Q(key__in=[district, *neighbours(kommune.key)])
        around |= Q(key__startswith=district)
    return _others(kommune).filter(around).order_by("name")


def named(kommune: Kommune, name: str) -> Kommune:
    """The live tenant that people call so: “Ratingen”, “Stadt Ratingen”, or by its host.

    Raises:
        ValidationError: there is none, or it is the town itself.
    """
    words = name.strip()
    bare = words.partition(" ")[2] if words.casefold().startswith(("stadt ", "gemeinde ")) else ""
    called = Q(name__iexact=words) | Q(site__hostname__iexact=words)
    if bare:
        called |= Q(name__iexact=bare)
    found = _others(kommune).filter(called).order_by("pk").first()
    if found is None:
        raise ValidationError(
            _("No Kommune called “%(name)s” takes part. Please check how it is written.")
            % {"name": words}
        )
    return found


def _others(kommune: Kommune) -> QuerySet[Kommune]:
    others = Kommune.objects.live().exclude(pk=kommune.pk).select_related("site")
    return others.defer("outline", "extent")
