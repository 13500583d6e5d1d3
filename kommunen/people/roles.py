"""Roles: which permissions each carries in its own town, and who holds them."""

from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
)

from kommunen.audit.recording import record
from kommunen.models import Kommune, KommuneGroup, Membership, Person, Role
from kommunen.registry import role_permissions

__all__ = ["Role", "grant", "offered_roles", "revoke", "roles_of", "sync_groups"]

TOWN_ROLES = (Role.REDAKTION, Role.FREIGABE, Role.VERWALTUNG)
CENTRAL_ROLES = (Role.TEXTREDAKTION,)

# Verwaltung sets up and names people; it publishes only if it also holds the role Freigabe.
PAGE_ACTIONS = {
    Role.REDAKTION: ("add_page", "change_page"),
    Role.FREIGABE: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    Role.VERWALTUNG: (),
    Role.TEXTREDAKTION: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
MEDIA_ACTIONS = ("add_image", "change_image", "choose_image")
MEDIA_ACTIONS += ("add_document", "change_document", "choose_document")
SETTINGS_ROLES = (Role.VERWALTUNG, Role.TEXTREDAKTION)


@transaction.atomic
def grant(user: AbstractUser, kommune: Kommune, role: Role) -> Membership:
    """Give a person a role in a town. Twice is once."""
    known_as = {"name": user.get_full_name()[:150], "email": user.email}
    Person.objects.update_or_create(
        user=user, kommune=kommune, defaults={"ended_at": None}, create_defaults=known_as
    )
    membership, is_new = Membership.objects.get_or_create(user=user, kommune=kommune, role=role)
    user.groups.add(_group_of(kommune, role))
    _forget_towns_of(user)
    if is_new:
        _record("kommunen.grant", membership)
    return membership


@transaction.atomic
def revoke(user: AbstractUser, kommune: Kommune, role: Role) -> None:
    """Take a role away; nothing happens if the person does not hold it."""
    for membership in Membership.objects.filter(user=user, kommune=kommune, role=role):
        _record("kommunen.revoke", membership)
        membership.delete()
    user.groups.remove(_group_of(kommune, role))
    _forget_towns_of(user)


def offered_roles(kommune: Kommune) -> tuple[Role, ...]:
    """The roles that exist in this tenant."""
    return CENTRAL_ROLES if kommune.is_central else TOWN_ROLES


def roles_of(user: AbstractUser, kommune: Kommune) -> set[Role]:
    held = Membership.objects.filter(user=user, kommune=kommune).values_list("role", flat=True)
    return {Role(role) for role in held}


@transaction.atomic
def sync_groups(kommune: Kommune) -> None:
    """Make the groups of a tenant carry exactly what its roles may do. Safe to run at any time."""
    for role in offered_roles(kommune):
        group = _group_of(kommune, role)
        group.permissions.set(_model_permissions(role))
        _set_page_permissions(group, kommune, role)
        _set_media_permissions(group, kommune, role)
        _set_settings_permission(group, kommune, role)


def _group_of(kommune: Kommune, role: Role) -> Group:
    found = KommuneGroup.objects.select_related("group").filter(kommune=kommune, role=role).first()
    if found:
        return found.group
    # The name is for people only; code goes by the key.
    group = Group.objects.create(name=f"{kommune.site.hostname}: {role.label}"[:150])
    KommuneGroup.objects.create(kommune=kommune, role=role, group=group)
    return group


def _model_permissions(role: Role) -> list[Permission]:
    wanted = {"wagtailadmin.access_admin"}
    wanted |= {each.permission for each in role_permissions if each.role == role}
    codenames = {name.split(".")[1] for name in wanted}
    found = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    return [each for each in found if f"{each.content_type.app_label}.{each.codename}" in wanted]


def _set_page_permissions(group: Group, kommune: Kommune, role: Role) -> None:
    GroupPagePermission.objects.filter(group=group).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=kommune.site.root_page, permission=permission)
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=PAGE_ACTIONS[role]
        )
    )


def _set_media_permissions(group: Group, kommune: Kommune, role: Role) -> None:
    """All of the town's own collection; of the central one only choosing."""
    media = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=MEDIA_ACTIONS
    )
    GroupCollectionPermission.objects.filter(group=group).delete()
    rules = [(kommune.collection, each) for each in media]
    for central in Collection.objects.filter(kommune__kind=Kommune.Kind.ZENTRALE):
        if central != kommune.collection:
            rules += [(central, each) for each in media if each.codename.startswith("choose_")]
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for collection, permission in rules
    )


def _set_settings_permission(group: Group, kommune: Kommune, role: Role) -> None:
    GroupSitePermission.objects.filter(group=group).delete()
    if role in SETTINGS_ROLES:
        change = Permission.objects.get(
            content_type__app_label="kommunen", codename="change_kommunesettings"
        )
        GroupSitePermission.objects.create(group=group, site=kommune.site, permission=change)


def _record(action: str, membership: Membership) -> None:
    known = Person.objects.filter(user=membership.user, kommune=membership.kommune).first()
    record(
        action,
        membership,
        kommune=membership.kommune,
        about=str(known or membership.user),
        detail=membership.get_role_display(),
    )


def _forget_towns_of(user: AbstractUser) -> None:
    for kept in ("_kommunen_memberships", "_kommunen_site_ids", "_kommunen_permissions"):
        user.__dict__.pop(kept, None)
