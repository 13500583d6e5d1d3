"""How people are named to a member of a town: colleagues by name, everybody else by a role."""

from contextvars import ContextVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.history import LogEntryUserColumn
from wagtail.models import BaseLogEntry

from kommunen.models import Kommune, Membership, Role
from kommunen.tenancy import is_bound, site_ids_of

OPERATOR = "Betrieb"

current_viewer: ContextVar[AbstractBaseUser | None] = ContextVar("current_viewer", default=None)
"""The member of a town whose request is being answered; the guard before the admin sets it."""


def colleagues_of(user: AbstractBaseUser) -> QuerySet:
    """Accounts of all who work for one of the towns that the user works for."""
    members = Membership.objects.filter(kommune__site__in=site_ids_of(user)).values("user")
    return get_user_model().objects.filter(pk__in=members)


def may_know(viewer: AbstractBaseUser, person: AbstractBaseUser) -> bool:
    """Whether the viewer may read the person's name."""
    return not is_bound(viewer) or person.pk in _kept(viewer, "colleagues", _keys_of_colleagues)


def name_for(viewer: AbstractBaseUser, person: AbstractBaseUser | None) -> str:
    """The person's name, or for a stranger the role: "Betrieb", "Textredaktion".

    Two queries for each viewer, however many people are named.
    """
    if person is None:
        return ""
    if may_know(viewer, person):
        return get_user_display_name(person)
    if person.is_superuser:
        return OPERATOR
    if person.pk in _kept(viewer, "centre", _keys_of_the_centre):
        return Role.TEXTREDAKTION.label
    return _("somebody outside your town")


class PersonColumn(LogEntryUserColumn):
    """Colleagues by name and picture, everybody else by a role."""

    def get_cell_context_data(self, instance: BaseLogEntry, parent_context: dict) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        viewer = parent_context["request"].user
        if instance.user and not may_know(viewer, instance.user):
            context["display_name"] = name_for(viewer, instance.user)
            context["value"] = None  # the picture
        return context


def _kept(viewer: AbstractBaseUser, name: str, look_up) -> frozenset[int]:
    """What was looked up for this viewer, kept on the user object for the request."""
    kept = viewer.__dict__.setdefault("_kommunen_persons", {})
    if name not in kept:
        kept[name] = frozenset(look_up(viewer))
    return kept[name]


def _keys_of_colleagues(viewer: AbstractBaseUser) -> QuerySet:
    return colleagues_of(viewer).values_list("pk", flat=True)


def _keys_of_the_centre(_viewer: AbstractBaseUser) -> QuerySet:
    centre = Membership.objects.filter(kommune__kind=Kommune.Kind.ZENTRALE)
    return centre.values_list("user", flat=True)
